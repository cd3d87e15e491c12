package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Cause;
import dev.faultline.cluster.durability.Estimate;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.Method;
import dev.faultline.cluster.durability.Streams;
import dev.faultline.cluster.result.DurabilityResult.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** Counts losses over whole missions; the interval is Clopper and Pearson's. */
public final class NaiveSimulation {
    private static final int BLOCKS = 64;
    private static final int FIRST_BLOCK = 500;
    private static final int LARGEST_BLOCK = 16_000;

    private NaiveSimulation() {}

    public static Simulated estimate(PoolModel model, Effort effort) {
        Tally total = new Tally();
        int blockTrials = FIRST_BLOCK;
        int blocksRun = 0;
        boolean goOn = true;
        while (goOn) {
            int trials =
                    Math.clamp((effort.mostTrials() - total.trials) / BLOCKS + 1, 1, blockTrials);
            for (Tally tally :
                    Blocks.run(blocksRun, BLOCKS, number -> block(model, effort, number, trials))) {
                total.merge(tally);
            }
            blocksRun += BLOCKS;
            blockTrials = Math.min(LARGEST_BLOCK, 2 * blockTrials);
            Estimate estimate = estimate(total);
            double error = total.sum > 0 ? estimate.relativeError() : Double.POSITIVE_INFINITY;
            double done = Math.min(1, Math.pow(effort.relativeError() / error, 2));
            goOn =
                    effort.progress().goOn(done, estimate)
                            && error > effort.relativeError()
                            && total.trials < effort.mostTrials();
        }
        return new Simulated(
                estimate(total),
                total.trials == 0 ? 0 : bytes(total),
                contributions(total, effort));
    }

    private static Tally block(PoolModel model, Effort effort, int number, int trials) {
        Draws draws = new Draws(Streams.of(effort.seed(), -2, number));
        NaiveTrial trial = new NaiveTrial(model, effort.missionSeconds());
        Tally tally = new Tally();
        for (int i = 0; i < trials; i++) {
            trial.run(draws, tally);
        }
        return tally;
    }

    private static Estimate estimate(Tally total) {
        double losses = total.sum;
        double kept = total.trials - losses;
        double low =
                losses == 0
                        ? 0
                        : BetaDistribution.of(losses, kept + 1).inverseCumulativeProbability(0.025);
        double high =
                kept == 0
                        ? 1
                        : BetaDistribution.of(losses + 1, kept).inverseCumulativeProbability(0.975);
        List<String> warnings = new ArrayList<>();
        if (losses == 0) {
            warnings.add(
                    "no loss in %d trials: only the upper end means anything"
                            .formatted(total.trials));
        } else if (losses < 10) {
            warnings.add("only %.0f losses in %d trials".formatted(losses, total.trials));
        }
        return new Estimate(
                total.mean(), low, high, Method.NAIVE, total.trials, total.trials, warnings);
    }

    private static double bytes(Tally total) {
        double bytes = 0;
        for (double byMask : total.bytesByMask) {
            bytes += byMask;
        }
        return bytes / total.trials;
    }

    private static List<Contribution> contributions(Tally total, Effort effort) {
        double missions = total.trials * effort.missionSeconds() / Lifetime.YEAR_SECONDS;
        List<Contribution> contributions = new ArrayList<>();
        for (int mask = 1; mask < Cause.masks(); mask++) {
            if (total.lossByMask[mask] > 0) {
                contributions.add(
                        new Contribution(
                                Cause.describe(mask),
                                total.lossByMask[mask] / total.sum,
                                total.bytesByMask[mask] / missions));
            }
        }
        contributions.sort(Comparator.comparingDouble(Contribution::share).reversed());
        return contributions;
    }
}
