package dev.faultline.cluster.durability;

import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.cluster.result.DurabilityResult.Loss;
import java.util.List;

/**
 * A probability of losing data within the mission, and how far to trust it.
 *
 * @param probability the estimate
 * @param low lower end of its 95 % interval; equal to the probability when it is no sample
 * @param high upper end
 * @param method that found it
 * @param trials simulated missions (naive), cycles (importance) or replications (splitting)
 * @param effectiveSamples what those unequal trials are worth in equal ones
 * @param warnings reasons not to believe the interval, from the method's own diagnostics
 */
public record Estimate(
        double probability,
        double low,
        double high,
        Method method,
        long trials,
        double effectiveSamples,
        List<String> warnings) {

    public Estimate {
        warnings = List.copyOf(warnings);
    }

    /** A figure that was computed, not sampled. */
    public static Estimate computed(double probability, Method method, List<String> warnings) {
        return new Estimate(probability, probability, probability, method, 0, 0, warnings);
    }

    /** -log10 of the probability: 1e-11 is eleven nines. Infinite for a probability of zero. */
    public double nines() {
        return -Math.log10(probability);
    }

    /** As results carry it. */
    Loss loss(List<String> warned) {
        return new Loss(
                probability,
                DurabilityResult.nines(probability),
                low,
                high,
                method.toString(),
                trials,
                effectiveSamples,
                warned);
    }

    /** Half the 95 % interval as a share of the estimate. */
    public double relativeError() {
        return high == low ? 0 : (high - low) / 2 / probability;
    }
}
