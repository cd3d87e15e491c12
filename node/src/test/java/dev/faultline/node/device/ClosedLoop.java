package dev.faultline.node.device;

import java.util.PriorityQueue;

/** Keeps a number of requests outstanding at a drive, and measures what comes of it. */
final class ClosedLoop {

    /** Issues the next request; returns when it is done. */
    interface Source {
        long issue(long nowNanos);
    }

    /** Over the measured span; {@code meanOutstanding} is integrated over time, not counted. */
    record Measured(double perSecond, double meanLatencySeconds, double meanOutstanding) {}

    private ClosedLoop() {}

    static Measured run(int depth, int warmUp, int count, Source source) {
        PriorityQueue<long[]> pending = new PriorityQueue<>((a, b) -> Long.compare(a[1], b[1]));
        for (int i = 0; i < depth; i++) {
            pending.add(new long[] {0, source.issue(0)});
        }

        long from = 0;
        long to = 0;
        double latencyNanos = 0;
        double outstandingNanos = 0;
        for (int i = 0; i < warmUp + count; i++) {
            long[] done = pending.remove();
            if (i == warmUp) {
                from = to;
                latencyNanos = 0;
                outstandingNanos = 0;
            }
            outstandingNanos += (double) (done[1] - to) * (pending.size() + 1);
            to = done[1];
            latencyNanos += done[1] - done[0];
            pending.add(new long[] {to, source.issue(to)});
        }
        double seconds = (to - from) / 1e9;
        return new Measured(
                count / seconds, latencyNanos / 1e9 / count, outstandingNanos / (to - from));
    }
}
