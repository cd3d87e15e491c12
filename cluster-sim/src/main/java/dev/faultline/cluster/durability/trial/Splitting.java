package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Estimate;
import dev.faultline.cluster.durability.Method;
import dev.faultline.cluster.durability.Streams;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Multilevel splitting, in rounds of independent replications; each replication runs every starting
 * cause. The interval is Student's over replications, which needs no theory of how stages depend on
 * each other.
 */
public final class Splitting {
    private static final int EFFORT = 4_000;
    private static final int ROUND = 16;
    private static final int LEAST_REPLICATIONS = 32;

    private final Cycles cycles;
    private final Effort effort;
    private final Tally total = new Tally();
    private long leanReplications;

    private Splitting(PoolModel model, Effort effort) {
        this.cycles = new Cycles(model, effort.missionSeconds());
        this.effort = effort;
    }

    public static Simulated estimate(PoolModel model, Effort effort) {
        return new Splitting(model, effort).run();
    }

    private record Replication(Tally tally, boolean lean) {}

    private Simulated run() {
        int round = ROUND;
        boolean goOn = true;
        while (goOn) {
            for (Replication replication :
                    Blocks.run((int) total.trials, round, this::replication)) {
                total.merge(replication.tally());
                leanReplications += replication.lean() ? 1 : 0;
            }
            Estimate estimate = estimate();
            double done = Math.min(1, Math.pow(effort.relativeError() / error(estimate), 2));
            boolean enough =
                    error(estimate) <= effort.relativeError() && total.trials >= LEAST_REPLICATIONS;
            boolean lost = total.trials * EFFORT >= effort.mostTrials();
            goOn = effort.progress().goOn(done, estimate) && !enough && !lost;
            round = Math.min(1_024, 2 * round);
        }
        CycleSums sums = sums();
        return new Simulated(estimate(), sums.expectedBytes(), sums.contributions());
    }

    private Replication replication(int number) {
        SplittingReplication run = new SplittingReplication(cycles, EFFORT);
        Draws draws = new Draws(Streams.of(effort.seed(), -1, number));
        Tally tally = new Tally();
        boolean lean = false;
        for (int cause = 0; cause < PoolModel.CAUSES; cause++) {
            double events = cycles.events(cause);
            if (events > 0) {
                run.run(cause, events, draws, tally);
                lean |= run.leanestStage < 10;
            }
        }
        tally.endTrial();
        return new Replication(tally, lean);
    }

    private CycleSums sums() {
        return new CycleSums(cycles.model, cycles.missionSeconds, new double[] {1}, total);
    }

    private static double error(Estimate estimate) {
        return estimate.probability() > 0
                ? (estimate.high() - estimate.low()) / 2 / estimate.probability()
                : 1;
    }

    private Estimate estimate() {
        CycleSums sums = sums();
        double quantile = TDistribution.of(total.trials - 1.0).inverseSurvivalProbability(0.025);
        double mean = sums.expectedLosses();
        double half = quantile * sums.deviation();
        return new Estimate(
                -Math.expm1(-mean),
                -Math.expm1(-Math.max(0, mean - half)),
                -Math.expm1(-mean - half),
                Method.SPLITTING,
                total.trials,
                total.effectiveSamples(),
                warnings(sums));
    }

    private List<String> warnings(CycleSums sums) {
        List<String> warnings = new ArrayList<>();
        if (sums.expectedLosses() == 0) {
            warnings.add("no trial came near a loss: the estimate is only that none was seen");
            return warnings;
        }
        double lean = (double) leanReplications / total.trials;
        if (lean > 0.5) {
            warnings.add(
                    "in %.0f %% of replications a stage had fewer than 10 successes of %d: rare paths are missed; use importance sampling"
                            .formatted(100 * lean, EFFORT));
        }
        if (total.largest > 0.1 * total.sum && total.trials > 20) {
            warnings.add(
                    "a single replication makes up %.0f %% of the estimate"
                            .formatted(100 * total.largest / total.sum));
        }
        warnings.addAll(CycleWarnings.of(cycles.model, sums));
        return warnings;
    }
}
