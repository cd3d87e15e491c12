package dev.faultline.cluster.durability.trial;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The random draws of one block of trials, all from one stream. Binomial variates are exact (by
 * inversion) while the mean is small, where rare hits decide, and a rounded, clamped normal from a
 * mean of 50 on both sides, where single hits do not.
 */
final class Draws {
    private static final double LARGE_MEAN = 50;

    private final UniformRandomProvider random;
    private final ContinuousSampler exponential;
    private final ContinuousSampler normal;

    Draws(UniformRandomProvider random) {
        this.random = random;
        this.exponential = ZigguratSampler.Exponential.of(random);
        this.normal = ZigguratSampler.NormalizedGaussian.of(random);
    }

    double uniform() {
        return random.nextDouble();
    }

    int index(int bound) {
        return random.nextInt(bound);
    }

    /** Mean one. */
    double exponential() {
        return exponential.sample();
    }

    long binomial(long trials, double chance) {
        if (trials <= 0 || chance <= 0) {
            return 0;
        }
        if (chance >= 1) {
            return trials;
        }
        if (chance > 0.5) {
            return trials - binomial(trials, 1 - chance);
        }
        double mean = trials * chance;
        if (mean > LARGE_MEAN) {
            double deviation = Math.sqrt(mean * (1 - chance));
            return Math.clamp(Math.round(mean + deviation * normal.sample()), 0, trials);
        }
        return trials == 1
                ? (random.nextDouble() < chance ? 1 : 0)
                : invert(random.nextDouble(), trials, chance);
    }

    /** A binomial variate given that it is at least one. */
    long binomialHit(long trials, double chance) {
        if (chance >= 1 || trials == 1) {
            return trials;
        }
        if (trials * chance > LARGE_MEAN) {
            return Math.max(1, binomial(trials, chance));
        }
        double none = Math.exp(trials * Math.log1p(-chance));
        // so close to one that its complement has lost its digits: a second hit is out of reach
        if (none > 1 - 1e-9) {
            return 1;
        }
        return Math.max(1, invert(none + (1 - none) * random.nextDouble(), trials, chance));
    }

    private static long invert(double uniform, long trials, double chance) {
        double odds = chance / (1 - chance);
        double probability = Math.exp(trials * Math.log1p(-chance));
        double left = uniform - probability;
        long hits = 0;
        while (left >= 0 && hits < trials && probability > 1e-300) {
            probability *= odds * (trials - hits) / (hits + 1);
            hits++;
            left -= probability;
        }
        return hits;
    }
}
