package dev.faultline.cluster.durability;

import dev.faultline.node.units.RefusedArgument;
import java.util.List;

/**
 * How long a drive lives. Ages and times in seconds; hazards per second. Drives of a cluster start
 * at an age of their own; a replacement starts at age zero.
 */
public sealed interface Lifetime {

    double YEAR_SECONDS = 365.25 * 86_400;

    /** The cumulative hazard up to an age: the drive survives to it with exp(-H). */
    double cumulativeHazard(double ageSeconds);

    /** The age of the drives when the mission starts. */
    double initialAgeSeconds();

    /** Whether the hazard is the same at every age. */
    default boolean memoryless() {
        return false;
    }

    /** A lifetime without memory whose survival over a year is 1 - AFR: hazard -ln(1 - AFR). */
    static Lifetime ofAnnualFailureRate(double annualFailureRate) {
        if (!(annualFailureRate > 0 && annualFailureRate < 1)) {
            throw new RefusedArgument(
                    "annual failure rate (%s) must be above 0 %% and below 100 %%"
                            .formatted(annualFailureRate));
        }
        return new Exponential(-Math.log1p(-annualFailureRate) / YEAR_SECONDS);
    }

    /** Constant hazard. */
    record Exponential(double ratePerSecond) implements Lifetime {
        public Exponential {
            requirePositive("failure rate", ratePerSecond);
        }

        @Override
        public double cumulativeHazard(double ageSeconds) {
            return ratePerSecond * ageSeconds;
        }

        @Override
        public double initialAgeSeconds() {
            return 0;
        }

        @Override
        public boolean memoryless() {
            return true;
        }
    }

    /** A Weibull hazard that kills the given share of drives within a time. */
    static Weibull killing(double share, double withinSeconds, double shape) {
        if (!(share > 0 && share < 1)) {
            throw new RefusedArgument(
                    "share killed (%s) must be above 0 %% and below 100 %%".formatted(share));
        }
        return new Weibull(shape, withinSeconds / Math.pow(-Math.log1p(-share), 1 / shape), 0);
    }

    /** H(a) = (a / scale)^shape: shape below one dies young, above one wears out. */
    record Weibull(double shape, double scaleSeconds, double initialAgeSeconds)
            implements Lifetime {
        public Weibull {
            requirePositive("Weibull shape", shape);
            requirePositive("Weibull scale", scaleSeconds);
        }

        @Override
        public double cumulativeHazard(double ageSeconds) {
            return Math.pow(ageSeconds / scaleSeconds, shape);
        }
    }

    /**
     * A bathtub: a constant hazard, and Weibull hazards that add to it, such as infant mortality
     * (shape below one) and wear-out (shape above one). Each of them can kill. The parts' own
     * initial ages are not used.
     */
    record Bathtub(double ratePerSecond, List<Weibull> parts, double initialAgeSeconds)
            implements Lifetime {
        public Bathtub {
            parts = List.copyOf(parts);
        }

        @Override
        public double cumulativeHazard(double ageSeconds) {
            double hazard = ratePerSecond * ageSeconds;
            for (Weibull part : parts) {
                hazard += part.cumulativeHazard(ageSeconds);
            }
            return hazard;
        }
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new RefusedArgument("%s (%s) must be positive".formatted(what, value));
        }
    }
}
