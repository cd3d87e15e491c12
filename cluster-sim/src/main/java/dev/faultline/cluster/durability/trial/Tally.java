package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Cause;

/**
 * Weighted sums over trials. One block fills one tally; tallies of blocks are added in the blocks'
 * order, so that the sums do not depend on which thread did what.
 */
final class Tally {
    final double[] lossByMask = new double[Cause.masks()];
    final double[] bytesByMask = new double[Cause.masks()];
    long trials;
    double sum;
    double sumOfSquares;
    double largest;
    double busySeconds;
    double pathsReachingDepth;

    private double current;

    /** Adds to the trial in progress: expected losses and bytes lost, with the causes involved. */
    void add(int mask, double losses, double bytes) {
        lossByMask[mask] += losses;
        bytesByMask[mask] += bytes;
        current += losses;
    }

    void endTrial() {
        trials++;
        sum += current;
        sumOfSquares += current * current;
        largest = Math.max(largest, current);
        current = 0;
    }

    void merge(Tally other) {
        for (int mask = 0; mask < lossByMask.length; mask++) {
            lossByMask[mask] += other.lossByMask[mask];
            bytesByMask[mask] += other.bytesByMask[mask];
        }
        trials += other.trials;
        sum += other.sum;
        sumOfSquares += other.sumOfSquares;
        largest = Math.max(largest, other.largest);
        busySeconds += other.busySeconds;
        pathsReachingDepth += other.pathsReachingDepth;
    }

    double mean() {
        return trials == 0 ? 0 : sum / trials;
    }

    /** Variance of the mean. */
    double varianceOfMean() {
        if (trials < 2) {
            return 0;
        }
        double variance = (sumOfSquares - sum * sum / trials) / (trials - 1);
        return Math.max(0, variance) / trials;
    }

    /** (sum y)^2 / sum y^2: how many equal trials these unequal ones are worth. */
    double effectiveSamples() {
        return sumOfSquares == 0 ? 0 : sum * sum / sumOfSquares;
    }
}
