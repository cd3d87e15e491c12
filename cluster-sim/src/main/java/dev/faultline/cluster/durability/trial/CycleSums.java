package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Cause;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.result.DurabilityResult.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Cycle tallies by starting cause (or all in one), combined into losses expected over the mission.
 */
final class CycleSums {
    private static final double NORMAL_95 = 1.959963984540054;
    private static final double SMALLEST_SHARE = 5e-4;

    private final double missionSeconds;
    private final double[] events;
    private final Tally[] tallies;
    private final double intactShare;
    private final double scale;

    /** Tally i holds cycles of which {@code events[i]} start in a pool that is always intact. */
    CycleSums(PoolModel model, double missionSeconds, double[] events, Tally... tallies) {
        this.missionSeconds = missionSeconds;
        this.events = events;
        this.tallies = tallies;
        double busy = 0;
        for (int i = 0; i < tallies.length; i++) {
            busy +=
                    tallies[i].trials == 0
                            ? 0
                            : events[i] * tallies[i].busySeconds / tallies[i].trials;
        }
        this.intactShare = 1 / (1 + busy / missionSeconds);
        this.scale = model.layout.pools() * intactShare;
    }

    /** Losses expected over the mission in all pools. */
    double expectedLosses() {
        double sum = 0;
        for (int i = 0; i < tallies.length; i++) {
            sum += events[i] * tallies[i].mean();
        }
        return scale * sum;
    }

    double deviation() {
        double variance = 0;
        for (int i = 0; i < tallies.length; i++) {
            double weight = scale * events[i];
            variance += weight * weight * tallies[i].varianceOfMean();
        }
        return Math.sqrt(variance);
    }

    double probability() {
        return -Math.expm1(-expectedLosses());
    }

    double low() {
        return -Math.expm1(-Math.max(0, expectedLosses() - NORMAL_95 * deviation()));
    }

    double high() {
        return -Math.expm1(-(expectedLosses() + NORMAL_95 * deviation()));
    }

    double expectedBytes() {
        double bytes = 0;
        for (int mask = 0; mask < Cause.masks(); mask++) {
            bytes += bytes(mask);
        }
        return bytes;
    }

    /** Trials' worth of the strata together: total squared over the sum of squares, weighted. */
    double effectiveSamples() {
        double least = Double.POSITIVE_INFINITY;
        double total = expectedLosses();
        for (int i = 0; i < tallies.length; i++) {
            double share = scale * events[i] * tallies[i].mean() / total;
            if (share > 0.05) {
                least = Math.min(least, tallies[i].effectiveSamples());
            }
        }
        return Double.isFinite(least) ? least : 0;
    }

    /** The largest share that a single trial has of the estimate. */
    double largestTrialShare() {
        double total = expectedLosses();
        double largest = 0;
        for (int i = 0; i < tallies.length; i++) {
            Tally tally = tallies[i];
            if (tally.trials > 0 && total > 0) {
                double weight = scale * events[i];
                largest = Math.max(largest, weight * tally.largest / tally.trials / total);
            }
        }
        return largest;
    }

    double intactShare() {
        return intactShare;
    }

    List<Contribution> contributions() {
        double total = expectedLosses();
        double perYear = Lifetime.YEAR_SECONDS / missionSeconds;
        List<Contribution> contributions = new ArrayList<>();
        for (int mask = 1; mask < Cause.masks(); mask++) {
            double losses = losses(mask);
            if (losses > SMALLEST_SHARE * total) {
                contributions.add(
                        new Contribution(
                                Cause.describe(mask), losses / total, bytes(mask) * perYear));
            }
        }
        contributions.sort(Comparator.comparingDouble(Contribution::share).reversed());
        return contributions;
    }

    private double losses(int mask) {
        double sum = 0;
        for (int i = 0; i < tallies.length; i++) {
            if (tallies[i].trials > 0) {
                sum += events[i] * tallies[i].lossByMask[mask] / tallies[i].trials;
            }
        }
        return scale * sum;
    }

    private double bytes(int mask) {
        double sum = 0;
        for (int i = 0; i < tallies.length; i++) {
            if (tallies[i].trials > 0) {
                sum += events[i] * tallies[i].bytesByMask[mask] / tallies[i].trials;
            }
        }
        return scale * sum;
    }
}
