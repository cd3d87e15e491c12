package dev.faultline.cluster.durability.burst;

import dev.faultline.cluster.result.BurstResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * The probability that a burst loses data: exact as a ratio of counts, or sampled with a 95 %
 * interval. {@code failures} drives fail at once, in exactly {@code racks} racks.
 */
public sealed interface BurstProbability {

    int failures();

    int racks();

    double probability();

    /** The interval's ends; both equal the probability when it is exact. */
    double low();

    double high();

    /** As results carry it. */
    default BurstResult.Cell cell() {
        long samples = this instanceof Sampled sampled ? sampled.samples() : 0;
        String how = this instanceof Exact ? "exact" : low() == high() ? "computed" : "sampled";
        return new BurstResult.Cell(
                failures(), racks(), probability(), low(), high(), samples, how);
    }

    /** {@code lossWays} of {@code ways} equally likely choices of drives lose a stripe. */
    record Exact(int failures, int racks, BigInteger lossWays, BigInteger ways)
            implements BurstProbability {

        /** The ratio to the given precision; exact before this rounding. */
        public BigDecimal toDecimal(MathContext precision) {
            return new BigDecimal(lossWays).divide(new BigDecimal(ways), precision);
        }

        @Override
        public double probability() {
            return toDecimal(MathContext.DECIMAL64).doubleValue();
        }

        @Override
        public double low() {
            return probability();
        }

        @Override
        public double high() {
            return probability();
        }
    }

    /** Mean over {@code samples} bursts of the probability given the burst, with its interval. */
    record Sampled(
            int failures, int racks, double probability, double low, double high, long samples)
            implements BurstProbability {}
}
