package io.deskledger.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.deskledger.embedded", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NO_OTHER_PART_THAN_THE_MODEL = noClasses()
            .should()
            .dependOnClassesThat(
                    new DescribedPredicate<JavaClass>("belong to another part of Deskledger than the model") {
                        @Override
                        public boolean test(JavaClass type) {
                            String name = type.getPackageName() + ".";
                            return name.startsWith("io.deskledger.")
                                    && !name.startsWith("io.deskledger.model.")
                                    && !name.startsWith("io.deskledger.embedded.");
                        }
                    });

    /** The servers' names for things belong to the edge; databases and topics are prepared through clients alone. */
    @ArchTest
    static final ArchRule ONLY_THE_BROKER_TOUCHES_KAFKAS_INNARDS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(EmbeddedKafka.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");
}
