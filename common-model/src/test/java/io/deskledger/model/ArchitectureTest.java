package io.deskledger.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = WireName.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.deskledger.model.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_HTTP_NO_SQL_NO_FRAMEWORK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "java.math..",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.nio.charset",
                    "java.security..",
                    "io.deskledger.model..",
                    "com.fasterxml..",
                    "io.cloudevents..",
                    "org.jspecify..");
}
