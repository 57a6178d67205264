package io.deskledger.api;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.deskledger.api.outbox.Outbox;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.util.Set;

/** The rules of the house that a compiler does not know. Each was seen to fail before it was trusted. */
@AnalyzeClasses(
        packages = "io.deskledger.api",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.HandWritten.class})
class ArchitectureTest {

    private static final Set<String> CLOCK_SOURCES = Set.of("systemUTC", "systemDefaultZone", "system");
    private static final Set<String> WALL_CLOCKS = Set.of("currentTimeMillis");

    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CYCLE =
            slices().matching("io.deskledger.api.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CONTROLLERS_NEVER_TOUCH_TABLES = noClasses()
            .that()
            .areAnnotatedWith(Controller.class)
            .should()
            .dependOnClassesThat(are(simpleNameEndingWith("Repository"))
                    .or(resideInAPackage("io.deskledger.api.sql"))
                    .or(resideInAPackage("java.sql"))
                    .or(resideInAPackage("io.micronaut.data..")));

    @ArchTest
    static final ArchRule ONLY_SERVICES_APPEND_TO_THE_OUTBOX = noClasses()
            .that(DescribedPredicate.not(simpleNameEndingWith("Service"))
                    .and(DescribedPredicate.not(resideInAPackage("io.deskledger.api.outbox")))
                    .and(DescribedPredicate.not(resideInAPackage("io.deskledger.api.imports"))))
            .should()
            .dependOnClassesThat(are(type(Outbox.class)));

    @ArchTest
    static final ArchRule THE_TIME_COMES_FROM_THE_INJECTED_CLOCK = noClasses()
            .that(DescribedPredicate.not(resideInAPackage("io.deskledger.api.time")))
            .should()
            .callMethodWhere(asksTheWallClock());

    @ArchTest
    static final ArchRule EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT =
            methods().that().areMetaAnnotatedWith(HttpMethodMapping.class).should(beSecured());

    @ArchTest
    static final ArchRule THERE_ARE_CONTROLLERS =
            classes().that().areAnnotatedWith(Controller.class).should().haveSimpleNameEndingWith("Controller");

    /** Leaves out what annotation processors made: its names start with a dollar sign. */
    static final class HandWritten implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/$");
        }
    }

    private static DescribedPredicate<JavaMethodCall> asksTheWallClock() {
        return DescribedPredicate.describe("asks the wall clock", call -> {
            AccessTarget.MethodCallTarget target = call.getTarget();
            boolean bareNow = target.getName().equals("now")
                    && target.getOwner().getPackageName().equals("java.time")
                    && target.getRawParameterTypes().stream()
                            .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
            boolean clock = target.getOwner().isEquivalentTo(Clock.class) && CLOCK_SOURCES.contains(target.getName());
            boolean system = target.getOwner().isEquivalentTo(System.class) && WALL_CLOCKS.contains(target.getName());
            return bareNow || clock || system;
        });
    }

    private static ArchCondition<JavaMethod> beSecured() {
        return new ArchCondition<>("be annotated with @Secured, or their class") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                JavaClass owner = method.getOwner();
                boolean secured = method.isAnnotatedWith(Secured.class) || owner.isAnnotatedWith(Secured.class);
                if (!secured) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " says nothing"));
                }
            }
        };
    }
}
