package dev.faultline.cluster.flow;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.stream.Stream;

/** Times storms of given sizes, after a warm-up, with the peak of the heap: arguments are pairs of flows and hosts. */
public final class StormTimes {

    private StormTimes() {}

    public static void main(String[] sizes) {
        for (int n = 0; n < 3; n++) {
            new Storm(300, 3000).lastEndNanos();
        }
        for (int n = 0; n + 1 < sizes.length; n += 2) {
            System.out.println(time(Integer.parseInt(sizes[n]), Integer.parseInt(sizes[n + 1])));
        }
    }

    static String time(int flows, int hosts) {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long startCpu = threads.getCurrentThreadCpuTime();
        long end = new Storm(hosts, flows).lastEndNanos();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - startCpu) / 1e9;
        long peak = heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return String.format(
                Locale.ROOT,
                "%,d flows, %,d hosts: %.3f s (%.3f s of processor time), peak heap %,d MiB, last flow ends at %.9f s",
                flows,
                hosts,
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
