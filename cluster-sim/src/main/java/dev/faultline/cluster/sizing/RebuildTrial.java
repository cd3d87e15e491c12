package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.scenario.Progress;
import dev.faultline.cluster.scenario.Run;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.ScenarioReader;
import java.util.List;
import java.util.Objects;

/**
 * Which rebuilds are run, and how long it takes to re-create what a failure domain held: by a run
 * of the scenario that is written beside an answer, so what is promised is what the run gives. Runs
 * take seconds.
 */
enum RebuildTrial {
    /** Every rebuild that an answer depends on. */
    ALWAYS,
    /** Not where the estimate is far below what it may take. */
    WHEN_CLOSE;

    /** Infinite where something cannot be re-created. */
    static double seconds(Requirement requirement, Configuration configuration) {
        double usable = configuration.reviewed().capacity().usableBytes();
        String text = ScenarioText.of(requirement, usable, "", List.of(), List.of());
        Scenario scenario =
                ScenarioReader.of(
                        text,
                        "rebuild-domain",
                        configuration.proposal(),
                        Objects.requireNonNull(configuration.plan()));
        RunResult.Rebuild rebuild = Run.of(scenario, Progress.NONE).rebuild();
        return rebuild.finished() ? rebuild.seconds() : Double.POSITIVE_INFINITY;
    }
}
