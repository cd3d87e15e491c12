package dev.faultline.cluster.flow;

import dev.faultline.cluster.kernel.Simulation;
import java.util.Arrays;
import java.util.Locale;

/**
 * Flows of many sizes between random hosts, all started at once: each host has an up and a down link of 12.5 GB/s, and a flow
 * uses one of each. The generator is s = (737687 s + 65916437) mod 1000000007 from seed 16.
 */
final class Storm {

    private static final double LINK_BYTES_PER_SECOND = 12.5e9;

    private final int hosts;
    private final int flowCount;
    private final double tolerance;
    private final long[] endNanos;
    private int ended;
    private long state = 16;

    Storm(int hosts, int flowCount) {
        this(hosts, flowCount, 0);
    }

    Storm(int hosts, int flowCount, double tolerance) {
        this.hosts = hosts;
        this.flowCount = flowCount;
        this.tolerance = tolerance;
        endNanos = new long[flowCount];
    }

    /** "1000/100" is 1,000 flows over 100 hosts, and "1000/100/1e-5" the same with that tolerance. */
    static Storm parse(String text) {
        String[] parts = text.split("/");
        return new Storm(
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[0]),
                parts.length > 2 ? Double.parseDouble(parts[2]) : 0);
    }

    Storm solvedExactly() {
        return new Storm(hosts, flowCount);
    }

    @Override
    public String toString() {
        String exactly = String.format(Locale.ROOT, "%,d flows, %,d hosts", flowCount, hosts);
        return tolerance == 0 ? exactly : exactly + ", tolerance " + tolerance;
    }

    /** Runs it and returns when the last flow ends. */
    long lastEndNanos() {
        return Arrays.stream(endsNanos()).max().orElse(0);
    }

    /** Runs it and returns when each flow ends. */
    long[] endsNanos() {
        Simulation simulation = new Simulation();
        MaxMin system = new MaxMin(tolerance);
        Flows flows = new Flows(simulation, system);
        for (int link = 0; link < 2 * hosts; link++) {
            system.addResource(LINK_BYTES_PER_SECOND);
        }
        double[] weights = new double[2];
        Arrays.fill(weights, 1);
        for (int n = 0; n < flowCount; n++) {
            int from = (int) (next() % hosts);
            int to = (int) (next() % hosts);
            to = to == from ? (to + 1) % hosts : to;
            int flow = n;
            double bytes = 1_000_000 + next() % 100_000_000;
            flows.start(
                    bytes,
                    1,
                    Double.POSITIVE_INFINITY,
                    new int[] {2 * from, 2 * to + 1},
                    weights,
                    () -> {
                        ended++;
                        endNanos[flow] = simulation.nowNanos();
                    });
        }
        simulation.run();
        if (ended != flowCount) {
            throw new IllegalStateException(ended + " of " + flowCount + " flows ended");
        }
        return endNanos;
    }

    private long next() {
        state = (737687 * state + 65916437) % 1000000007;
        return state;
    }
}
