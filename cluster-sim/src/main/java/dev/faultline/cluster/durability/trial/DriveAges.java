package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Lifetime;
import java.util.Arrays;

/**
 * The ages of a pool's working drives, as cohorts that came into service together. Their joint
 * hazard is the sum over cohorts, so the next failure is where the joint cumulative hazard has
 * grown by an exponential variate; it is found by the Illinois variant of false position, and only
 * when it lies before the limit.
 */
final class DriveAges {
    private static final int MOST_STEPS = 60;
    private static final double PRECISION = 1e-10;

    private final Lifetime lifetime;
    private final int drives;
    private double[] births = new double[16];
    private int[] counts = new int[16];
    private int cohorts;

    DriveAges(Lifetime lifetime, int drives) {
        this.lifetime = lifetime;
        this.drives = drives;
    }

    void reset() {
        births[0] = -lifetime.initialAgeSeconds();
        counts[0] = drives;
        cohorts = 1;
    }

    /** Seconds from now to the next failure of any drive; infinite when past the limit. */
    double nextFailure(double now, double limit, Draws draws) {
        double target = draws.exponential();
        if (grown(now, limit) < target) {
            return Double.POSITIVE_INFINITY;
        }
        double low = 0;
        double high = limit;
        double below = -target;
        double above = grown(now, limit) - target;
        for (int i = 0; i < MOST_STEPS && high - low > PRECISION * limit; i++) {
            double middle = (low * above - high * below) / (above - below);
            double value = grown(now, middle) - target;
            if (value < 0) {
                low = middle;
                below = value;
                above /= 2;
            } else {
                high = middle;
                above = value;
                below /= 2;
            }
        }
        return Math.min(high, Math.nextDown(limit));
    }

    /** Takes failed drives out of service, each chosen in proportion to its hazard now. */
    void fail(double now, int failing, Draws draws) {
        for (int i = 0; i < failing; i++) {
            double span = 1;
            double total = grown(now, span);
            double point = draws.uniform() * total;
            int victim = 0;
            for (int cohort = 0; cohort < cohorts; cohort++) {
                if (counts[cohort] > 0) {
                    victim = cohort;
                    point -= counts[cohort] * hazardGrowth(births[cohort], now, span);
                    if (point < 0) {
                        break;
                    }
                }
            }
            counts[victim] = Math.max(0, counts[victim] - 1);
        }
    }

    /** Puts new drives into service. */
    void replace(double now, int count) {
        if (count <= 0) {
            return;
        }
        if (cohorts == births.length) {
            births = Arrays.copyOf(births, 2 * cohorts);
            counts = Arrays.copyOf(counts, 2 * cohorts);
        }
        births[cohorts] = now;
        counts[cohorts] = count;
        cohorts++;
    }

    private double grown(double now, double seconds) {
        double sum = 0;
        for (int cohort = 0; cohort < cohorts; cohort++) {
            if (counts[cohort] > 0) {
                sum += counts[cohort] * hazardGrowth(births[cohort], now, seconds);
            }
        }
        return sum;
    }

    private double hazardGrowth(double birth, double now, double seconds) {
        double age = Math.max(0, now - birth);
        return lifetime.cumulativeHazard(age + seconds) - lifetime.cumulativeHazard(age);
    }
}
