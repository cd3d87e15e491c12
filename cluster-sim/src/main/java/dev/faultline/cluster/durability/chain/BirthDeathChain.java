package dev.faultline.cluster.durability.chain;

import dev.faultline.node.units.RefusedArgument;

/**
 * A chain of exposure levels 0..m with loss beyond the last: {@code up[e]} is the rate from level e
 * to e + 1 (for e = m: to loss), {@code down[e]} the rate from e back to e - 1 ({@code down[0]} is
 * ignored). Rates per second. Every step below adds, multiplies and divides positive numbers only,
 * so tiny probabilities keep their digits.
 */
public record BirthDeathChain(double[] up, double[] down) {

    public BirthDeathChain {
        if (up.length == 0 || up.length != down.length) {
            throw new RefusedArgument(
                    "up (%d rates) and down (%d) must have one rate for each level"
                            .formatted(up.length, down.length));
        }
        up = up.clone();
        down = down.clone();
    }

    /**
     * Mean seconds from level 0 to loss: the sum over levels of the mean time h_e to get one
     * deeper, h_e = (1 + down_e h_(e-1)) / up_e.
     */
    public double meanSecondsToLoss() {
        double deeper = 0;
        double sum = 0;
        for (int level = 0; level < up.length; level++) {
            deeper = (1 + (level == 0 ? 0 : down[level] * deeper)) / up[level];
            sum += deeper;
        }
        return sum;
    }

    /**
     * Losses per second while repairs are much faster than failures: up_0 x (up_1 / down_1) x ... x
     * (up_m / down_m), each factor one more failure before the repair under way ends. Too high
     * where failures are not rare.
     */
    public double lossRateOfFastRepairs() {
        double rate = up[0];
        for (int level = 1; level < up.length; level++) {
            rate *= up[level] / down[level];
        }
        return rate;
    }

    /** 1 - exp(-t / mean): what is quoted when a mean time to data loss is all there is. */
    public double lossProbabilityFromMean(double seconds) {
        return -Math.expm1(-seconds / meanSecondsToLoss());
    }

    /**
     * The probability that loss has happened by a time, starting at level 0: the transition matrix
     * over a step short enough for its series to converge fast, squared until the time is covered.
     */
    public double lossProbability(double seconds) {
        int states = up.length + 1;
        double fastest = 0;
        for (int level = 0; level < up.length; level++) {
            fastest = Math.max(fastest, up[level] + (level == 0 ? 0 : down[level]));
        }
        int squarings = Math.max(0, Math.getExponent(fastest * seconds) + 2);
        double step = Math.scalb(seconds, -squarings);
        double[][] transition = series(fastest, step, states);
        for (int i = 0; i < squarings; i++) {
            transition = normalised(product(transition, transition));
        }
        return transition[0][states - 1];
    }

    /** Uniformisation: sum over k of Poisson(k; fastest x step) P^k, all terms positive. */
    private double[][] series(double fastest, double step, int states) {
        double[][] jump = new double[states][states];
        for (int level = 0; level < states - 1; level++) {
            jump[level][level + 1] = up[level] / fastest;
            if (level > 0) {
                jump[level][level - 1] = down[level] / fastest;
            }
            double leaves = up[level] + (level == 0 ? 0 : down[level]);
            jump[level][level] = Math.max(0, (fastest - leaves) / fastest);
        }
        jump[states - 1][states - 1] = 1;
        double[][] sum = new double[states][states];
        double[][] power = identity(states);
        double weight = Math.exp(-fastest * step);
        int terms = Math.max(24, 2 * states + 16);
        for (int k = 0; k <= terms; k++) {
            for (int row = 0; row < states; row++) {
                for (int column = 0; column < states; column++) {
                    sum[row][column] += weight * power[row][column];
                }
            }
            power = product(power, jump);
            weight *= fastest * step / (k + 1);
        }
        return normalised(sum);
    }

    private static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static double[][] product(double[][] left, double[][] right) {
        int size = left.length;
        double[][] product = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int inner = 0; inner < size; inner++) {
                double factor = left[row][inner];
                for (int column = 0; column < size; column++) {
                    product[row][column] += factor * right[inner][column];
                }
            }
        }
        return product;
    }

    /** Rows of a transition matrix sum to one; squaring would double any rounding away from it. */
    private static double[][] normalised(double[][] matrix) {
        for (double[] row : matrix) {
            double sum = 0;
            for (double entry : row) {
                sum += entry;
            }
            for (int column = 0; column < row.length; column++) {
                row[column] /= sum;
            }
        }
        return matrix;
    }
}
