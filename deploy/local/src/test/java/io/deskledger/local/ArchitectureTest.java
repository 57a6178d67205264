package io.deskledger.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.deskledger.local", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.deskledger.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SERVICES_ARE_PROCESSES_AND_NEVER_LINKED = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.deskledger.api..", "io.deskledger.audit..", "io.deskledger.analytics..");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<JavaCall<?>>("is now() without a clock") {
                @Override
                public boolean test(JavaCall<?> call) {
                    return call.getTarget().getName().equals("now")
                            && call.getTarget().getRawParameterTypes().isEmpty()
                            && call.getTargetOwner().getPackageName().equals("java.time");
                }
            });

    @ArchTest
    static final ArchRule ONLY_COMMANDS_AND_THE_ENTRY_SPEAK_TO_THE_TERMINAL = noClasses()
            .that()
            .resideOutsideOfPackages("io.deskledger.local", "io.deskledger.local.command")
            .should()
            .accessField(System.class, "out");
}
