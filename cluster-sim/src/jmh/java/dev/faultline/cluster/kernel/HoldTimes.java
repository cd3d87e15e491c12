package dev.faultline.cluster.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/**
 * The hold model in processor time, every contender in one process: coarser than {@link EventQueueBenchmark}, but of use on a
 * machine that is busy with other things. Arguments are numbers of pending events.
 */
public final class HoldTimes {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private HoldTimes() {}

    public static void main(String[] sizes) {
        for (String size : sizes) {
            for (Increments increments : Increments.values()) {
                for (Contender contender : Contender.values()) {
                    if (takesTooLong(contender, increments, Integer.parseInt(size))) {
                        continue;
                    }
                    double nanos = nanosPerHold(contender, increments, Integer.parseInt(size), 1);
                    System.out.printf(
                            Locale.ROOT, "%s %s %s %.1f%n", size, increments, contender, nanos);
                }
            }
        }
    }

    /** Half of the given processor time for warming up, the rest measured. */
    static double nanosPerHold(
            Contender contender, Increments increments, int pending, double cpuSeconds) {
        EventQueueBenchmark benchmark = new EventQueueBenchmark();
        benchmark.contender = contender;
        benchmark.increments = increments;
        benchmark.pending = pending;
        benchmark.fill();
        hold(benchmark, cpuSeconds / 2);
        return hold(benchmark, cpuSeconds / 2);
    }

    private static double hold(EventQueueBenchmark benchmark, double cpuSeconds) {
        long start = THREADS.getCurrentThreadCpuTime();
        long holds = 0;
        long nanos = 0;
        while (nanos < cpuSeconds * 1e9) {
            for (int n = 0; n < 1000; n++) {
                benchmark.hold();
            }
            holds += 1000;
            nanos = THREADS.getCurrentThreadCpuTime() - start;
        }
        return (double) nanos / holds;
    }

    /** Lists whose every hold walks through a good part of all events. */
    private static boolean takesTooLong(Contender contender, Increments increments, int pending) {
        return pending > 1000
                && (contender == Contender.SSJ_DOUBLY_LINKED
                        || contender == Contender.SSJ_BINARY_TREE && increments == Increments.EQUAL);
    }
}
