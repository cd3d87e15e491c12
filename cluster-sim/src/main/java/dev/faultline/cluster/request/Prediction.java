package dev.faultline.cluster.request;

import dev.faultline.cluster.kernel.RandomStreams;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a job gives on a node: simulated request by request until enough are done after a warm-up.
 *
 * @param reads their count is 0 when the job does not read; likewise the writes
 * @param bottleneck the busiest part when it is busy nearly all the time, else {@value #LATENCY}
 */
public record Prediction(
        double requestsPerSecond,
        double bytesPerSecond,
        Latency reads,
        Latency writes,
        List<Utilisation> utilisations,
        String bottleneck,
        long requests,
        double simulatedSeconds) {

    /** What binds when no part is busy: too little is outstanding to fill any. */
    public static final String LATENCY = "latency";

    private static final double BUSY = 0.95;
    private static final long WARM_UP_LEAST = 50_000;
    private static final long MEASURED_LEAST = 200_000;
    private static final long ROUNDS = 30;

    /** Of all requests of one kind, in seconds. */
    public record Latency(
            long count,
            double meanSeconds,
            double p50Seconds,
            double p90Seconds,
            double p99Seconds,
            double p999Seconds,
            double maximumSeconds) {

        static Latency of(Tally tally) {
            Histogram nanos = tally.latencies();
            return new Latency(
                    tally.count(),
                    tally.meanLatencyNanos() / 1e9,
                    nanos.getValueAtPercentile(50) / 1e9,
                    nanos.getValueAtPercentile(90) / 1e9,
                    nanos.getValueAtPercentile(99) / 1e9,
                    nanos.getValueAtPercentile(99.9) / 1e9,
                    nanos.getMaxValue() / 1e9);
        }
    }

    /** Simulates the job, writes at their sustained rate; the same seed gives the same answer. */
    public static Prediction of(FioJob job, NodeHardware node, long seed) {
        return of(job, node, seed, false);
    }

    /**
     * Simulates the job; the same seed gives the same answer.
     *
     * @param burst whether the write buffer has room for all that is written, so that nothing has
     *     to be written on to stripes meanwhile
     */
    public static Prediction of(FioJob job, NodeHardware node, long seed, boolean burst) {
        NodePath path = new NodePath(node, burst);
        Workload workload = job.workload(new RandomStreams(seed).stream("predict/requests"));
        ClosedLoop loop = new ClosedLoop(job.jobs(), job.depth(), workload, path.route());
        long outstanding = (long) job.jobs() * job.depth();
        loop.run(Math.max(WARM_UP_LEAST, ROUNDS * outstanding));
        NodePath.Busy before = path.busy(loop.nowNanos());

        Measured measured = loop.run(Math.max(MEASURED_LEAST, ROUNDS * outstanding));

        List<Utilisation> utilisations = path.busy(loop.nowNanos()).since(before, measured.nanos());
        return new Prediction(
                measured.requestsPerSecond(),
                measured.bytesPerSecond(),
                Latency.of(measured.reads()),
                Latency.of(measured.writes()),
                utilisations,
                bottleneck(utilisations),
                measured.reads().count() + measured.writes().count(),
                measured.nanos() / 1e9);
    }

    private static String bottleneck(List<Utilisation> utilisations) {
        Utilisation busiest =
                utilisations.stream()
                        .max(Comparator.comparingDouble(Utilisation::share))
                        .orElseThrow();
        return busiest.share() >= BUSY ? busiest.resource() : LATENCY;
    }
}
