package dev.faultline.cluster.durability.chain;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Durability in one line each, for hazards without memory and repairs much faster than failures.
 */
public final class ClosedForm {
    private ClosedForm() {}

    /**
     * Losses per second of {@code pools} pools of {@code drives} drives that survive {@code parity}
     * failures, repaired serially: pools x n (n-1) ... (n-p) x rate^(p+1) x T^p. Each factor is one
     * more failure while the one repair stream, T for each drive, is busy.
     */
    public static double lossRateSerial(
            long pools, int drives, int parity, double ratePerSecond, double repairSeconds) {
        double rate = pools * drives * ratePerSecond;
        for (int failed = 1; failed <= parity; failed++) {
            rate *= (drives - failed) * ratePerSecond * repairSeconds;
        }
        return rate;
    }

    /** As serial, but e failed drives are repaired at e times the rate: smaller by p!. */
    public static double lossRateParallel(
            long pools, int drives, int parity, double ratePerSecond, double repairSeconds) {
        double rate = lossRateSerial(pools, drives, parity, ratePerSecond, repairSeconds);
        for (int failed = 2; failed <= parity; failed++) {
            rate /= failed;
        }
        return rate;
    }

    /**
     * The period model of object stores' published calculations: in every period of {@code
     * periodDays} each of {@code shards} shards fails with probability annual rate x period / 365,
     * and more than {@code parity} in one period lose the object.
     */
    public static double lossPerPeriod(
            int shards, int parity, double annualFailureRate, double periodDays) {
        double fails = annualFailureRate * periodDays / 365;
        return BinomialDistribution.of(shards, fails).survivalProbability(parity);
    }

    /** The period model over a year of 365 days: periods independent of each other. */
    public static double lossPerYear(
            int shards, int parity, double annualFailureRate, double periodDays) {
        double perPeriod = lossPerPeriod(shards, parity, annualFailureRate, periodDays);
        return -Math.expm1(365 / periodDays * Math.log1p(-perPeriod));
    }
}
