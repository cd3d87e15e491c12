package dev.faultline.cluster.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The hold model in processor time, all contenders in one process and in turns, the best turn of each: for machines that are busy
 * with other things, where {@link EventQueueBenchmark} measures those things too. Arguments are numbers of pending events.
 */
public final class HoldTimes {

    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Contender contender;
    private final EventQueueBenchmark benchmark = new EventQueueBenchmark();
    private double bestNanos = Double.POSITIVE_INFINITY;
    private double leastBytes = Double.POSITIVE_INFINITY;

    private HoldTimes(Contender contender, Increments increments, int pending) {
        this.contender = contender;
        benchmark.contender = contender;
        benchmark.increments = increments;
        benchmark.pending = pending;
        benchmark.fill();
    }

    public static void main(String[] sizes) {
        for (String size : sizes) {
            for (Increments increments : Increments.values()) {
                race(increments, Integer.parseInt(size), 7, 0.2).forEach(System.out::println);
            }
        }
    }

    /** A line for each contender; all take their turns one after the other, the first two to warm up. */
    static List<String> race(Increments increments, int pending, int turns, double cpuSeconds) {
        List<HoldTimes> all = new ArrayList<>();
        for (Contender contender : Contender.values()) {
            if (!takesTooLong(contender, increments, pending)) {
                all.add(new HoldTimes(contender, increments, pending));
            }
        }
        for (int turn = 0; turn < turns; turn++) {
            boolean counts = turn >= 2;
            all.forEach(one -> one.hold(cpuSeconds, counts));
        }
        return all.stream().map(HoldTimes::line).toList();
    }

    private void hold(double cpuSeconds, boolean counts) {
        long start = THREADS.getCurrentThreadCpuTime();
        long startBytes = THREADS.getCurrentThreadAllocatedBytes();
        long holds = 0;
        long nanos = 0;
        while (nanos < cpuSeconds * 1e9) {
            for (int n = 0; n < 1000; n++) {
                benchmark.hold();
            }
            holds += 1000;
            nanos = THREADS.getCurrentThreadCpuTime() - start;
        }
        double bytes = THREADS.getCurrentThreadAllocatedBytes() - startBytes;
        if (counts) {
            bestNanos = Math.min(bestNanos, (double) nanos / holds);
            leastBytes = Math.min(leastBytes, bytes / holds);
        }
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "%,d %s %s: %.1f ns, %.3f B a hold",
                benchmark.pending,
                benchmark.increments,
                contender,
                bestNanos,
                leastBytes);
    }

    /** Lists whose every hold walks through a good part of all events. */
    private static boolean takesTooLong(Contender contender, Increments increments, int pending) {
        boolean equal = increments == Increments.EQUAL;
        return pending > 1000
                && (contender == Contender.SSJ_DOUBLY_LINKED && !equal
                        || contender == Contender.SSJ_BINARY_TREE && equal);
    }
}
