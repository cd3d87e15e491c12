package dev.faultline.cluster.request;

import org.HdrHistogram.Histogram;

/**
 * How many requests of one kind were done and how long they took. Latencies are in nanoseconds,
 * kept to three significant digits (within 0.1 %) up to an hour; longer ones count as an hour.
 * Grows with the longest latency seen, to 280 KB at an hour.
 */
public final class Tally {

    private static final long HIGHEST_NANOS = 3_600_000_000_000L;

    private final Histogram latencies = new Histogram(3);
    private double latencySumNanos;
    private long bytes;

    void add(long latencyNanos, long length) {
        latencies.recordValue(Math.min(latencyNanos, HIGHEST_NANOS));
        latencySumNanos += latencyNanos;
        bytes += length;
    }

    public long count() {
        return latencies.getTotalCount();
    }

    public long bytes() {
        return bytes;
    }

    public Histogram latencies() {
        return latencies;
    }

    /** Exact, other than the histogram's own mean; 0 when nothing was done. */
    public double meanLatencyNanos() {
        return count() == 0 ? 0 : latencySumNanos / count();
    }
}
