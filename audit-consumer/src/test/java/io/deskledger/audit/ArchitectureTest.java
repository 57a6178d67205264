package io.deskledger.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

@AnalyzeClasses(packagesOf = AuditConsumer.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.deskledger.audit.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule ONE_CLOCK = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("ClockFactory")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule THE_CHAIN_NEEDS_NO_KAFKA_AND_NO_FRAMEWORK = classes()
            .that()
            .resideInAPackage("io.deskledger.audit.chain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.sql..",
                    "org.jspecify..",
                    "io.deskledger.audit.chain..",
                    "io.deskledger.model.chain..",
                    "io.deskledger.runtime.chain..");

    @ArchTest
    static final ArchRule ONLY_THE_WRITER_APPENDS = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("BatchWriter")
            .and()
            .haveSimpleNameNotEndingWith("AuditLog")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("AuditLog");

    @ArchTest
    static final ArchRule NOBODY_READS_ANOTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.deskledger.api..", "io.deskledger.analytics..");
}
