package io.upsurge;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms and who may know whom; docs/architecture.md says why. */
@AnalyzeClasses(packages = "io.upsurge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule MODEL_KNOWS_NOTHING = classes()
            .that()
            .resideInAPackage("io.upsurge.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.upsurge.model..", "java.lang..", "java.util..");

    @ArchTest
    static final ArchRule PACK_KNOWS_NOTHING = classes()
            .that()
            .resideInAPackage("io.upsurge.pack..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.upsurge.pack..", "java.lang..", "java.util..", "java.nio.charset..");

    @ArchTest
    static final ArchRule DETECT_IS_PURE = classes()
            .that()
            .resideInAPackage("io.upsurge.detect..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.upsurge.detect..",
                    "io.upsurge.model..",
                    "io.upsurge.pack..",
                    "org.apache.commons.statistics.distribution..",
                    "java.lang..",
                    "java.util..",
                    "java.nio.charset..",
                    "java.security..");

    @ArchTest
    static final ArchRule DETECT_ASKS_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("io.upsurge.detect..", "io.upsurge.model..", "io.upsurge.pack..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule SIMULATE_KNOWS_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage("io.upsurge.simulate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.upsurge.app..", "io.upsurge.stream..", "io.upsurge.detect..");

    @ArchTest
    static final ArchRule WIRE_KNOWS_THE_MODEL_ALONE = noClasses()
            .that()
            .resideInAPackage("io.upsurge.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.upsurge.app..", "io.upsurge.stream..", "io.upsurge.detect..", "io.upsurge.simulate..");

    @ArchTest
    static final ArchRule FORMAT_KNOWS_NOTHING_OF_UPSURGE = noClasses()
            .that()
            .resideInAPackage("io.upsurge.format..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.upsurge..").and(resideOutsideOfPackage("io.upsurge.format..")));

    @ArchTest
    static final ArchRule PLACE_KNOWS_MODEL_AND_FORMAT = noClasses()
            .that()
            .resideInAPackage("io.upsurge.place..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.upsurge..")
                    .and(resideOutsideOfPackages("io.upsurge.place..", "io.upsurge.model..", "io.upsurge.format..")));

    @ArchTest
    static final ArchRule WORDS_KNOW_THE_MODEL_ALONE = noClasses()
            .that()
            .resideInAPackage("io.upsurge.words..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.upsurge..")
                    .and(resideOutsideOfPackages("io.upsurge.words..", "io.upsurge.model..")));

    @ArchTest
    static final ArchRule PAGE_KNOWS_NOTHING = noClasses()
            .that()
            .resideInAPackage("io.upsurge.page..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.upsurge..").and(resideOutsideOfPackage("io.upsurge.page..")));

    @ArchTest
    static final ArchRule REPORT_KNOWS_NO_EDGE = noClasses()
            .that()
            .resideInAPackage("io.upsurge.report..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.upsurge..")
                    .and(resideOutsideOfPackages(
                            "io.upsurge.report..",
                            "io.upsurge.page..",
                            "io.upsurge.words..",
                            "io.upsurge.replay..",
                            "io.upsurge.detect..",
                            "io.upsurge.model..")));

    @ArchTest
    static final ArchRule VIEW_KNOWS_NO_EDGE = noClasses()
            .that()
            .resideInAPackage("io.upsurge.view..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.upsurge..")
                    .and(resideOutsideOfPackages(
                            "io.upsurge.view..",
                            "io.upsurge.report..",
                            "io.upsurge.words..",
                            "io.upsurge.detect..",
                            "io.upsurge.model..")))
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule INGEST_KNOWS_NO_DETECTOR = noClasses()
            .that()
            .resideInAPackage("io.upsurge.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.upsurge.app..",
                    "io.upsurge.stream..",
                    "io.upsurge.detect..",
                    "io.upsurge.simulate..",
                    "io.upsurge.replay..");

    @ArchTest
    static final ArchRule DELIVER_KNOWS_MODEL_WORDS_AND_WIRE = noClasses()
            .that()
            .resideInAPackage("io.upsurge.deliver..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.upsurge..")
                    .and(resideOutsideOfPackages(
                            "io.upsurge.deliver..", "io.upsurge.words..", "io.upsurge.wire..", "io.upsurge.model..")));

    @ArchTest
    static final ArchRule OF_DELIVER_ONLY_ITS_EDGE_KNOWS_KUBERNETES = noClasses()
            .that()
            .resideInAPackage("io.upsurge.deliver..")
            .and()
            .resideOutsideOfPackage("io.upsurge.deliver.kubernetes..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

    @ArchTest
    static final ArchRule REPLAY_KNOWS_NO_APP = noClasses()
            .that()
            .resideInAPackage("io.upsurge.replay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.upsurge.app..", "io.upsurge.simulate..", "io.upsurge.ingest..");

    @ArchTest
    static final ArchRule SERVE_KNOWS_THE_MODEL_ALONE = noClasses()
            .that()
            .resideInAPackage("io.upsurge.serve..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.upsurge..")
                    .and(resideOutsideOfPackages("io.upsurge.serve..", "io.upsurge.model..")));

    @ArchTest
    static final ArchRule STREAM_KNOWS_NO_APP = noClasses()
            .that()
            .resideInAPackage("io.upsurge.stream..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.upsurge.app..", "io.upsurge.simulate..");

    @ArchTest
    static final ArchRule ONLY_STREAM_AND_THE_RUNNER_KNOW_KAFKA_STREAMS = noClasses()
            .that()
            .resideOutsideOfPackages("io.upsurge.stream..", "io.upsurge.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule ONLY_THE_EMBEDDED_BROKER_KNOWS_BROKER_INTERNALS = noClasses()
            .that()
            .resideOutsideOfPackage("io.upsurge.app.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.upsurge.(**)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS = noFields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.upsurge.avro..")
            .should()
            .notBeFinal();

    @ArchTest
    static final ArchRule NO_GRAB_BAGS = noClasses().should().haveNameMatching(".*(Utils?|Manager|Helper|Helpers)");
}
