package dev.faultline.cluster.durability.burst;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws how f failures divide over r racks, each with at least one, when all sets of drives are
 * equally likely: P(i_1..i_r) is proportional to the product of C(M, i_j). Weights are tilted by
 * theta^i with theta near f/(rM), which cancels in the ratio and keeps every number in range.
 */
final class RackDivision {
    private final int failures;
    private final int racks;
    private final double[] one;
    private final double[][] total;

    RackDivision(int failures, int racks, int drivesPerRack) {
        this.failures = failures;
        this.racks = racks;
        this.one = tilted(failures, racks, drivesPerRack);
        this.total = new double[racks + 1][failures + 1];
        total[0][0] = 1;
        for (int rack = 1; rack <= racks; rack++) {
            for (int sum = rack; sum <= failures; sum++) {
                for (int here = 1; here <= sum; here++) {
                    total[rack][sum] += one[here] * total[rack - 1][sum - here];
                }
            }
        }
    }

    int[] sample(UniformRandomProvider random) {
        int[] division = new int[racks];
        int left = failures;
        for (int rack = racks; rack >= 1; rack--) {
            double point = random.nextDouble() * total[rack][left];
            int here = 1;
            int most = left - rack + 1;
            double cumulative = one[here] * total[rack - 1][left - here];
            while (cumulative <= point && here < most) {
                here++;
                cumulative += one[here] * total[rack - 1][left - here];
            }
            division[rack - 1] = here;
            left -= here;
        }
        return division;
    }

    private static double[] tilted(int failures, int racks, int drives) {
        double mean = (double) failures / racks;
        double theta = mean / Math.max(1, drives - mean);
        double[] weights = new double[failures + 1];
        double logWeight = -mean;
        for (int i = 1; i <= Math.min(failures, drives); i++) {
            logWeight += Math.log((double) (drives - i + 1) / i * theta);
            weights[i] = Math.exp(logWeight);
        }
        return weights;
    }
}
