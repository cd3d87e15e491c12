package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.scenario.Progress;
import dev.faultline.cluster.scenario.Run;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.ScenarioFile;
import dev.faultline.cluster.scenario.ScenarioReader;
import dev.faultline.node.config.Binder;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import java.util.List;
import java.util.Objects;

/**
 * How long it takes to re-create what a failure domain held: by a run of the scenario that is
 * written beside an answer, so what is promised is what the run gives.
 */
final class RebuildTrial {

    private RebuildTrial() {}

    /** Infinite where something cannot be re-created. */
    static double seconds(Requirement requirement, Configuration configuration) {
        Problems problems = new Problems();
        double usable = configuration.reviewed().capacity().usableBytes();
        String text = ScenarioText.of(requirement, usable, "", List.of(), List.of());
        Located root = Objects.requireNonNull(ConfigFile.tree(text, "rebuild-domain", problems));
        ScenarioFile file = Binder.bind(root, ScenarioFile.class, problems);
        problems.throwIfAny();
        Scenario scenario =
                ScenarioReader.resolve(
                        new Bound<>(Objects.requireNonNull(file), root),
                        "",
                        text,
                        configuration.proposal(),
                        Objects.requireNonNull(configuration.plan()),
                        problems);
        problems.throwIfAny();
        RunResult.Rebuild rebuild =
                Run.of(Objects.requireNonNull(scenario), Progress.NONE).rebuild();
        return rebuild.finished() ? rebuild.seconds() : Double.POSITIVE_INFINITY;
    }
}
