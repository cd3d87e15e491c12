package dev.faultline.cluster.scenario;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.durability.ClusterQuestion;
import dev.faultline.cluster.durability.Depth;
import dev.faultline.cluster.durability.Durability;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.Method;
import dev.faultline.cluster.durability.Progress;
import dev.faultline.cluster.result.DurabilityResult;

/**
 * How durable the layout of a scenario's cluster is over a year, whatever the scenario does to it,
 * with the scenario's own fill and rebuild. For a section of a report: by importance sampling to a
 * bounded error, so that it takes a fraction of a second.
 */
public final class ScenarioDurability {

    private static final double SUMMARY_ERROR = 0.2;
    private static final double WHOLE_ERROR = 0.05;
    private static final long MOST_TRIALS = 4_000_000;
    private static final long SEED = 1;

    private ScenarioDurability() {}

    /**
     * The answer, to a fifth for {@link Depth#LOSS} and to a twentieth for more. It does not depend
     * on the scenario's seed.
     *
     * @param assumed all but fill, the rebuild's share and its detection time
     */
    public static DurabilityResult of(Scenario scenario, Assumptions assumed, Depth depth) {
        ScenarioFile file = scenario.file();
        ClusterQuestion cluster =
                new ClusterQuestion(
                        scenario.proposal(),
                        scenario.plan(),
                        assumed.with(
                                file.fill(), file.rebuild().share(), file.rebuild().detectAfter()));
        double error = depth == Depth.LOSS ? SUMMARY_ERROR : WHOLE_ERROR;
        return Durability.answer(
                cluster.ask(Lifetime.YEAR_SECONDS, Method.AUTO, error, MOST_TRIALS, SEED),
                depth,
                cluster.subject(),
                cluster.assumptions(),
                Progress.NONE);
    }
}
