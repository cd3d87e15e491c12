package dev.faultline.cluster.flow;

import java.util.Arrays;

/**
 * What the pairs on each resource take of it that are limited elsewhere, and the highest level any
 * of them has there. When a level changes, only what it limits is passed on to the other resources'
 * sums. These carry their rounding error along (Knuth's two-sum), and are made anew from their
 * parts now and then, so that an unchanged resource keeps its level to the last bits.
 */
final class PairLoads {

    private static final int LOOKS_PER_SUM = 64;

    /**
     * Of resource r: [4r] the sum, [4r + 1] its rounding error, [4r + 2] a level at least as high
     * as the highest.
     */
    private double[] loads = new double[64];

    private double[] slopes = new double[16];

    /** How often the sum may still be used; 0 when it is to be made anew. */
    private int[] looksLeft = new int[16];

    void cover(int count) {
        if (count > looksLeft.length) {
            loads = Arrays.copyOf(loads, 8 * looksLeft.length);
            slopes = Arrays.copyOf(slopes, 2 * looksLeft.length);
            looksLeft = Arrays.copyOf(looksLeft, 2 * looksLeft.length);
        }
    }

    void forget(int resource) {
        looksLeft[resource] = 0;
    }

    double sum(int resource) {
        return loads[4 * resource] + loads[4 * resource + 1];
    }

    double highest(int resource) {
        return loads[4 * resource + 2];
    }

    /** The sum of perLevel over the pairs that the resource limits. */
    double slope(int resource) {
        return slopes[resource];
    }

    void lookAt(int resource, Uses u, double[] level) {
        if (looksLeft[resource]-- > 0) {
            return;
        }
        looksLeft[resource] = LOOKS_PER_SUM;
        double slope = 0;
        for (int n = 0; n < u.here; n++) {
            slope += u.perLevel[n];
        }
        slopes[resource] = slope;
        double sum = 0;
        double highest = 0;
        for (int n = u.here; n < u.pairCount; n++) {
            double there = level[u.others[n]];
            sum += u.perLevel[n] * there;
            highest = Math.max(highest, there);
        }
        loads[4 * resource] = sum;
        loads[4 * resource + 1] = 0;
        loads[4 * resource + 2] = highest;
    }

    /** Tells the other resources that this one's level changed, and marks them. */
    void passOn(Uses u, double before, double after, Levels levels) {
        boolean finite = before < Double.POSITIVE_INFINITY && after < Double.POSITIVE_INFINITY;
        double change = after - before;
        int[] others = u.others;
        double[] perLevelThere = u.perLevelThere;
        for (int n = 0; n < u.here; n++) {
            int other = others[n];
            if (finite) {
                int at = 4 * other;
                double sum = loads[at];
                double added = perLevelThere[n] * change;
                double newSum = sum + added;
                double counted = newSum - sum;
                loads[at] = newSum;
                loads[at + 1] += (sum - (newSum - counted)) + (added - counted);
                if (loads[at + 2] < after) {
                    loads[at + 2] = after;
                }
            } else {
                forget(other);
            }
            levels.mark(other);
        }
    }
}
