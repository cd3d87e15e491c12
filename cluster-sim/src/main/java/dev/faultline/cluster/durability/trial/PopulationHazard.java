package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Lifetime;

/**
 * How often one drive's place fails at each moment of the mission, replacements included: the
 * renewal density m(t) of M(t) = F0(t) + integral of F(t - s) dM(s), with F0 the remaining lifetime
 * of the drive that was there at the start and F that of a replacement. Constant for a lifetime
 * without memory; otherwise solved on a grid of {@value #STEPS} steps.
 */
final class PopulationHazard {
    private static final int STEPS = 1_000;

    private final double stepSeconds;
    private final double[] renewals;

    PopulationHazard(Lifetime lifetime, double missionSeconds) {
        if (lifetime.memoryless()) {
            stepSeconds = missionSeconds;
            renewals = new double[] {0, lifetime.cumulativeHazard(missionSeconds)};
        } else {
            stepSeconds = missionSeconds / STEPS;
            renewals = solve(lifetime, stepSeconds);
        }
    }

    /** Expected failures of one place over the mission. */
    double expectedFailures() {
        return renewals[renewals.length - 1];
    }

    /** Failures per second of one place at a time. */
    double at(double seconds) {
        int step = Math.clamp((int) (seconds / stepSeconds), 0, renewals.length - 2);
        return (renewals[step + 1] - renewals[step]) / stepSeconds;
    }

    /** A moment drawn in proportion to the hazard, from a uniform variate. */
    double momentOfFailure(double uniform) {
        double target = uniform * expectedFailures();
        int low = 0;
        int high = renewals.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (renewals[middle] <= target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double within = (target - renewals[low]) / (renewals[low + 1] - renewals[low]);
        return (low + Math.clamp(within, 0, 1)) * stepSeconds;
    }

    private static double[] solve(Lifetime lifetime, double step) {
        double age = lifetime.initialAgeSeconds();
        double already = lifetime.cumulativeHazard(age);
        double[] renewals = new double[STEPS + 1];
        double[] replacementFails = new double[STEPS + 1];
        for (int i = 1; i <= STEPS; i++) {
            replacementFails[i] = -Math.expm1(-lifetime.cumulativeHazard((i - 0.5) * step));
        }
        for (int i = 1; i <= STEPS; i++) {
            double sum = -Math.expm1(already - lifetime.cumulativeHazard(age + i * step));
            for (int j = 1; j < i; j++) {
                sum += replacementFails[i - j + 1] * (renewals[j] - renewals[j - 1]);
            }
            // the step itself: replacementFails[1] of this step's own renewals
            renewals[i] = (sum - replacementFails[1] * renewals[i - 1]) / (1 - replacementFails[1]);
        }
        return renewals;
    }
}
