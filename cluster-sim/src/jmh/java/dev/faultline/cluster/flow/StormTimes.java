package dev.faultline.cluster.flow;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Times storms after a warm-up, with the peak of the heap: arguments are storms such as 1000/100, or 1000/100/1e-5 with a tolerance.
 * After {@code errors} they are run exactly too, and instead of the heap it says how far the ends of their flows are off.
 */
public final class StormTimes {

    private StormTimes() {}

    public static void main(String[] arguments) {
        for (int n = 0; n < 3; n++) {
            new Storm(300, 3000).lastEndNanos();
        }
        boolean errors = arguments.length > 0 && arguments[0].equals("errors");
        for (int n = errors ? 1 : 0; n < arguments.length; n++) {
            Storm storm = Storm.parse(arguments[n]);
            System.out.println(errors ? error(storm) : time(storm));
        }
    }

    /** How far the ends of its flows are from those that an exact solution gives. */
    static String error(Storm storm) {
        long[] exact = storm.solvedExactly().endsNanos();
        long[] actual = storm.endsNanos();
        double largest = 0;
        double squares = 0;
        for (int n = 0; n < exact.length; n++) {
            double error = Math.abs(actual[n] - exact[n]) / (double) exact[n];
            largest = Math.max(largest, error);
            squares += error * error;
        }
        return String.format(
                Locale.ROOT,
                "%s: last flow ends at %.9f s instead of %.9f s, ends of flows off by %.1e at most, %.1e as root mean square",
                storm,
                Arrays.stream(actual).max().orElse(0) / 1e9,
                Arrays.stream(exact).max().orElse(0) / 1e9,
                largest,
                Math.sqrt(squares / exact.length));
    }

    static String time(Storm storm) {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long startCpu = threads.getCurrentThreadCpuTime();
        long end = storm.lastEndNanos();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - startCpu) / 1e9;
        long peak = heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return String.format(
                Locale.ROOT,
                "%s: %.3f s (%.3f s of processor time), peak heap %,d MiB, last flow ends at %.9f s",
                storm,
                seconds,
                cpuSeconds,
                peak >> 20,
                end / 1e9);
    }

    private static Stream<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP);
    }
}
