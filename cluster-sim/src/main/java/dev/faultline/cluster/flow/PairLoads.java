package dev.faultline.cluster.flow;

import java.util.Arrays;

/**
 * What the pairs on each resource take of it that are limited elsewhere, and the highest level any
 * of them has there. When a level changes, only what it limits is passed on to the other resources,
 * which add up such changes until they are looked at; below a tolerance that is not worth it.
 *
 * <p>Sums carry their rounding error along (Knuth's two-sum), and are made anew from their parts
 * now and then, so that an unchanged resource keeps its level to the last bits.
 */
final class PairLoads {

    private static final int LOOKS_PER_SUM = 64;

    /**
     * Of resource r: [4r] what its sum has changed by since it was looked at, [4r + 1] the change
     * up to which it need not be looked at, [4r + 2] a level at least as high as the highest.
     */
    private double[] news = new double[64];

    /**
     * Of resource r, when it was looked at: [4r] the sum, [4r + 1] its rounding error, [4r + 2] the
     * slope.
     */
    private double[] sums = new double[64];

    /** How often the sum may still be used; 0 when it is to be made anew. */
    private int[] looksLeft = new int[16];

    void cover(int count) {
        if (count > looksLeft.length) {
            news = Arrays.copyOf(news, 8 * looksLeft.length);
            sums = Arrays.copyOf(sums, 8 * looksLeft.length);
            looksLeft = Arrays.copyOf(looksLeft, 2 * looksLeft.length);
        }
    }

    void setTolerance(int resource, double amount) {
        news[4 * resource + 1] = amount;
    }

    /** Lets the sum be made anew; what it has changed by does not matter any more. */
    void forget(int resource) {
        looksLeft[resource] = 0;
        news[4 * resource] = 0;
    }

    double sum(int resource) {
        return sums[4 * resource] + sums[4 * resource + 1];
    }

    double highest(int resource) {
        return news[4 * resource + 2];
    }

    /** The sum of perLevel over the pairs that the resource limits. */
    double slope(int resource) {
        return sums[4 * resource + 2];
    }

    void lookAt(int resource, Uses u, double[] level) {
        int at = 4 * resource;
        if (looksLeft[resource]-- > 0) {
            addNews(at);
        } else {
            looksLeft[resource] = LOOKS_PER_SUM;
            addUp(at, u, level);
        }
        news[at] = 0;
    }

    private void addNews(int at) {
        double sum = sums[at];
        double added = news[at];
        double newSum = sum + added;
        double counted = newSum - sum;
        sums[at] = newSum;
        sums[at + 1] += (sum - (newSum - counted)) + (added - counted);
    }

    private void addUp(int at, Uses u, double[] level) {
        double slope = 0;
        for (int n = 0; n < u.here; n++) {
            slope += u.perLevel[n];
        }
        double sum = 0;
        double highest = 0;
        for (int n = u.here; n < u.pairCount; n++) {
            double there = level[u.others[n]];
            sum += u.perLevel[n] * there;
            highest = Math.max(highest, there);
        }
        sums[at] = sum;
        sums[at + 1] = 0;
        sums[at + 2] = slope;
        news[at + 2] = highest;
    }

    /** Tells the other resources that this one's level changed, and marks those it concerns. */
    void passOn(Uses u, double before, double after, Levels levels) {
        if (before == Double.POSITIVE_INFINITY || after == Double.POSITIVE_INFINITY) {
            for (int n = 0; n < u.here; n++) {
                forget(u.others[n]);
                levels.mark(u.others[n]);
            }
            return;
        }
        double change = after - before;
        double equalChange = u.equalThere * change;
        boolean equal = !Double.isNaN(equalChange);
        int[] others = u.others;
        double[] perLevelThere = u.perLevelThere;
        for (int n = 0; n < u.here; n++) {
            int at = 4 * others[n];
            double changed = news[at] + (equal ? equalChange : perLevelThere[n] * change);
            news[at] = changed;
            if (news[at + 2] < after) {
                news[at + 2] = after;
            }
            if (Math.abs(changed) > news[at + 1]) {
                levels.mark(others[n]);
            }
        }
    }
}
