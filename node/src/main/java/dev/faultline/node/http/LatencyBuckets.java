package dev.faultline.node.http;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A latency histogram in the buckets that are shown outside: six per decade (the E6 series: 1, 1.5,
 * 2.2, 3.3, 4.7, 6.8) from 1 us to 68 s, and one for all that is longer.
 */
final class LatencyBuckets {

    private static final double[] E6 = {1, 1.5, 2.2, 3.3, 4.7, 6.8};
    private static final int DECADES = 8;
    private static final long[] UPPER_NANOS = upperNanos();

    private LatencyBuckets() {}

    /** The buckets' upper bounds (inclusive); the last is infinite. */
    static double[] upperSeconds() {
        double[] bounds = new double[UPPER_NANOS.length + 1];
        for (int i = 0; i < UPPER_NANOS.length; i++) {
            bounds[i] = UPPER_NANOS[i] / 1e9;
        }
        bounds[UPPER_NANOS.length] = Double.POSITIVE_INFINITY;
        return bounds;
    }

    /** How many latencies fell into each bucket. */
    static long[] counts(Histogram nanos) {
        long[] counts = new long[UPPER_NANOS.length + 1];
        int bucket = 0;
        for (HistogramIterationValue value : nanos.recordedValues()) {
            long middle = nanos.medianEquivalentValue(value.getValueIteratedTo());
            while (bucket < UPPER_NANOS.length && middle > UPPER_NANOS[bucket]) {
                bucket++;
            }
            counts[bucket] += value.getCountAddedInThisIterationStep();
        }
        return counts;
    }

    private static long[] upperNanos() {
        long[] bounds = new long[DECADES * E6.length];
        double decade = 1e3;
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = Math.round(decade * E6[i % E6.length]);
            decade *= i % E6.length == E6.length - 1 ? 10 : 1;
        }
        return bounds;
    }
}
