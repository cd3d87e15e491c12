package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.scenario.Progress;
import dev.faultline.cluster.scenario.Run;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.ScenarioReader;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to re-create what a failure domain held: by a run of the scenario that is
 * written beside an answer, so what is promised is what the run gives.
 */
enum RebuildTrial {
    /** In as many waves as any run. */
    EXACT(null),
    /** In fewer, as comparisons do: on what is shipped, the time is within 1 %. */
    COARSE(24);

    private final @Nullable Integer waves;

    RebuildTrial(@Nullable Integer waves) {
        this.waves = waves;
    }

    /** Infinite where something cannot be re-created. */
    double seconds(Requirement requirement, Configuration configuration) {
        double usable = configuration.reviewed().capacity().usableBytes();
        String text = ScenarioText.of(requirement, usable, "", List.of(), List.of());
        Scenario scenario =
                ScenarioReader.of(
                        text,
                        "rebuild-domain",
                        configuration.proposal(),
                        Objects.requireNonNull(configuration.plan()));
        Scenario tried = waves == null ? scenario : scenario.with(scenario.rebuild().in(waves));
        RunResult.Rebuild rebuild = Run.of(tried, Progress.NONE).rebuild();
        return rebuild.finished() ? rebuild.seconds() : Double.POSITIVE_INFINITY;
    }
}
