package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.scenario.Progress;
import dev.faultline.cluster.scenario.Run;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.ScenarioReader;
import dev.faultline.node.units.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes to re-create what a failure domain held: by a run of the scenario that is
 * written beside an answer, so what is promised is what the run gives. One thread.
 */
final class RebuildTrial {

    private final Requirement requirement;
    private final Map<Shape, Double> known = new HashMap<>();

    RebuildTrial(Requirement requirement) {
        this.requirement = requirement;
    }

    boolean met(Configuration configuration) {
        return asked() == null || strain(configuration) <= 1;
    }

    /** How many times longer than it may take; endless where it never ends. */
    double strain(Configuration configuration) {
        Span asked = asked();
        Double seconds = seconds(configuration);
        return asked == null || seconds == null ? 0 : seconds / asked.seconds();
    }

    /** Null where it is not asked; infinite where something cannot be re-created. */
    @Nullable Double seconds(Configuration configuration) {
        if (asked() == null) {
            return null;
        }
        Double before = known.get(configuration.shape());
        if (before == null) {
            before = run(configuration);
            known.put(configuration.shape(), before);
        }
        return before;
    }

    List<SizeResult.Check> check(Configuration configuration) {
        Span asked = asked();
        if (asked == null) {
            return List.of();
        }
        double strain = strain(configuration);
        Double seconds = seconds(configuration);
        boolean ends = seconds != null && Double.isFinite(seconds);
        return List.of(
                new SizeResult.Check(
                        "rebuild-domain",
                        MeasureUnit.SECONDS,
                        false,
                        asked.seconds(),
                        ends ? seconds : null,
                        ends ? (Double) (1 - strain) : null,
                        strain <= 1));
    }

    private @Nullable Span asked() {
        return requirement.file().rebuildDomain();
    }

    private double run(Configuration configuration) {
        Scenario scenario =
                ScenarioReader.of(
                        ScenarioText.of(requirement, "", List.of(), List.of()),
                        "rebuild-domain",
                        configuration.proposal(),
                        Objects.requireNonNull(configuration.plan()));
        RunResult.Rebuild rebuild = Run.of(scenario, Progress.NONE).rebuild();
        return rebuild.finished() ? rebuild.seconds() : Double.POSITIVE_INFINITY;
    }
}
