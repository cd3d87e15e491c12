package dev.faultline.node.pipeline;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long one stage took, for all requests so far. Any thread may record, without waiting or
 * allocating, and any may look.
 */
public final class LatencyRecorder {

    private static final long LOWEST_NANOS = 1_000;
    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String stage;
    private final Recorder recorder = new Recorder(LOWEST_NANOS, HIGHEST_NANOS, 3);
    private final Histogram total = new Histogram(LOWEST_NANOS, HIGHEST_NANOS, 3);

    public LatencyRecorder(String stage) {
        this.stage = stage;
    }

    public void record(long nanos) {
        recorder.recordValue(Math.clamp(nanos, 0, HIGHEST_NANOS));
    }

    public String stage() {
        return stage;
    }

    /** A copy of everything recorded so far. */
    public synchronized Histogram snapshot() {
        total.add(recorder.getIntervalHistogram());
        return total.copy();
    }
}
