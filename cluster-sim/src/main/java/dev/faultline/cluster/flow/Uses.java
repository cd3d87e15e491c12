package dev.faultline.cluster.flow;

import java.util.Arrays;

/**
 * The activities on one resource. Those that use exactly two resources and have neither bound nor
 * guarantee ("pairs") are kept apart, because the other resource's level says all about them; of
 * these the first {@link #here} are limited by this resource and the rest by their other one. All
 * other activities ("several") stand in a second list.
 */
final class Uses {

    private static final int[] NO_INTS = {};
    private static final double[] NO_DOUBLES = {};

    int pairCount;
    int here;
    int[] others = NO_INTS;
    int[] pairs = NO_INTS;

    /**
     * Weight over penalty: how much of this resource, and of the other one, a pair takes per unit
     * of level.
     */
    double[] perLevel = NO_DOUBLES;

    double[] perLevelThere = NO_DOUBLES;

    /** What all of perLevelThere are, if they are equal; otherwise not a number. */
    double equalThere;

    int severalCount;
    int[] several = NO_INTS;
    double[] weights = NO_DOUBLES;

    /** Which of the activity's resources this is. */
    int[] entries = NO_INTS;

    /** How much of the guarantees on this resource can be granted, from 0 to 1. */
    double grantedPart = 1;

    int addPair(int activity, int other, double amountPerLevel, double amountThere) {
        if (pairCount == pairs.length) {
            int length = Math.max(4, 2 * pairCount);
            others = Arrays.copyOf(others, length);
            pairs = Arrays.copyOf(pairs, length);
            perLevel = Arrays.copyOf(perLevel, length);
            perLevelThere = Arrays.copyOf(perLevelThere, length);
        }
        equalThere = pairCount == 0 || amountThere == equalThere ? amountThere : Double.NaN;
        others[pairCount] = other;
        pairs[pairCount] = activity;
        perLevel[pairCount] = amountPerLevel;
        perLevelThere[pairCount] = amountThere;
        return pairCount++;
    }

    void exchangePairs(int at, int other) {
        exchange(others, at, other);
        exchange(pairs, at, other);
        exchange(perLevel, at, other);
        exchange(perLevelThere, at, other);
    }

    int addSeveral(int activity, double weight, int entry) {
        if (severalCount == several.length) {
            int length = Math.max(4, 2 * severalCount);
            several = Arrays.copyOf(several, length);
            entries = Arrays.copyOf(entries, length);
            weights = Arrays.copyOf(weights, length);
        }
        several[severalCount] = activity;
        weights[severalCount] = weight;
        entries[severalCount] = entry;
        return severalCount++;
    }

    private static void exchange(int[] values, int at, int other) {
        int value = values[at];
        values[at] = values[other];
        values[other] = value;
    }

    private static void exchange(double[] values, int at, int other) {
        double value = values[at];
        values[at] = values[other];
        values[other] = value;
    }
}
