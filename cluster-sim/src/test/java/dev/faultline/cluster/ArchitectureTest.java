package dev.faultline.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Which package may know which, and what the models may not do. */
@AnalyzeClasses(packages = "dev.faultline", importOptions = OnlyMainClasses.class)
final class ArchitectureTest {

    private static final String[] MODELS = {
        "..cluster.kernel..",
        "..cluster.flow..",
        "..cluster.topology..",
        "..cluster.protection..",
        "..cluster.failure..",
        "..cluster.traffic..",
        "..cluster.workload..",
        "..cluster.rebuild..",
        "..cluster.maintenance..",
        "..cluster.durability..",
        "..cluster.request..",
        "..cluster.review..",
        "..cluster.expansion..",
        "..cluster.scenario..",
        "..cluster.sizing..",
        "..cluster.sweep..",
        "..cluster.result..",
        "..cluster.metadata..",
        "..cluster.preflight..",
        "..node.metadata..",
        "..node.device..",
        "..node.erasure..",
        "..node.hardware..",
        "..node.units..",
        "..node.config.."
    };

    @ArchTest
    static final ArchRule resultsArePlainRecords =
            noClasses()
                    .that()
                    .resideInAnyPackage("..cluster.result..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..cluster.kernel..",
                            "..cluster.flow..",
                            "..cluster.topology..",
                            "..cluster.protection..",
                            "..cluster.scenario..",
                            "..cluster.report..",
                            "..cluster.cli..");

    @ArchTest
    static final ArchRule reportsReadResultsAndNoModel =
            noClasses()
                    .that()
                    .resideInAPackage("..cluster.report..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..cluster.kernel..",
                            "..cluster.flow..",
                            "..cluster.topology..",
                            "..cluster.protection..",
                            "..cluster.failure..",
                            "..cluster.traffic..",
                            "..cluster.workload..",
                            "..cluster.rebuild..",
                            "..cluster.maintenance..",
                            "..cluster.review..",
                            "..cluster.durability..",
                            "..cluster.expansion..",
                            "..cluster.scenario..",
                            "..cluster.sizing..",
                            "..cluster.sweep..",
                            "..cluster.cli..");

    @ArchTest
    static final ArchRule modelsKnowNoReportsAndNoCommandLine =
            noClasses()
                    .that()
                    .resideInAnyPackage(MODELS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..cluster.report..", "..cluster.cli..");

    @ArchTest
    static final ArchRule theKernelKnowsNothingButTheJdk =
            classes()
                    .that()
                    .resideInAPackage("..cluster.kernel..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("..cluster.kernel..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule flowsKnowTheKernelAndNothingOfStorage =
            classes()
                    .that()
                    .resideInAPackage("..cluster.flow..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "..cluster.flow..", "..cluster.kernel..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theNodeKnowsNothingOfTheCluster =
            noClasses()
                    .that()
                    .resideInAPackage("dev.faultline.node..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.faultline.cluster..");

    @ArchTest
    static final ArchRule packagesOfTheSimulatorFormNoCycle =
            slices().matching("dev.faultline.cluster.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheNodeFormNoCycle =
            slices().matching("dev.faultline.node.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jacksonIsNamedWhereJsonIsWritten =
            onlyIn(
                    "tools.jackson..",
                    "..cluster.report..",
                    "..cluster.cli..",
                    "..node.http..",
                    "..node.metadata..");

    @ArchTest
    static final ArchRule picocliIsNamedInTheCommandLine = onlyIn("picocli..", "..cluster.cli..");

    @ArchTest
    static final ArchRule yamlIsReadInOnePackage = onlyIn("org.snakeyaml..", "..node.config..");

    /** {@code ModelTime} is where the emulated node ties its models to real time. */
    @ArchTest
    static final ArchRule modelsDoNotReadTheWallClock =
            noClasses()
                    .that()
                    .resideInAnyPackage(MODELS)
                    .and()
                    .doNotHaveSimpleName("ModelTime")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule modelsDrawOnlyFromSeededStreams =
            noClasses()
                    .that()
                    .resideInAnyPackage(MODELS)
                    .should()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .callConstructor(Random.class)
                    .orShould()
                    .callMethod(Collections.class, "shuffle", List.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(ThreadLocalRandom.class)
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule modelsDoNotDependOnWhereObjectsLieInMemory =
            noClasses()
                    .that()
                    .resideInAnyPackage(MODELS)
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(IdentityHashMap.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(WeakHashMap.class)
                    .orShould()
                    .callMethod(System.class, "identityHashCode", Object.class);

    @ArchTest
    static final ArchRule packagesAreNamedAfterPartsOfTheSystem =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..utils..",
                            "..common..",
                            "..impl..",
                            "..manager..",
                            "..helper..",
                            "..base..",
                            "..misc..");

    @ArchTest
    static void everyPackageSaysWhatBelongsThere(JavaClasses classes) {
        List<String> silent =
                classes.getPackage("dev.faultline").getSubpackagesInTree().stream()
                        .filter(one -> !one.getClasses().isEmpty())
                        .filter(one -> one.tryGetPackageInfo().isEmpty())
                        .map(JavaPackage::getName)
                        .toList();

        assertThat(silent).as("packages without a package-info").isEmpty();
    }

    private static ArchRule onlyIn(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
