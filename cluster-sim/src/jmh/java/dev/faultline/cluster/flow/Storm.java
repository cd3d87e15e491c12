package dev.faultline.cluster.flow;

import dev.faultline.cluster.kernel.Simulation;
import java.util.Arrays;

/**
 * Flows of many sizes between random hosts, all started at once: each host has an up and a down link of 12.5 GB/s, and a flow
 * uses one of each. The generator is s = (737687 s + 65916437) mod 1000000007 from seed 16.
 */
final class Storm {

    private static final double LINK_BYTES_PER_SECOND = 12.5e9;

    private final int hosts;
    private final int flowCount;
    private long state = 16;

    Storm(int hosts, int flowCount) {
        this.hosts = hosts;
        this.flowCount = flowCount;
    }

    /** Runs it and returns when the last flow ends. */
    long lastEndNanos() {
        Simulation simulation = new Simulation();
        MaxMin system = new MaxMin();
        Flows flows = new Flows(simulation, system);
        for (int link = 0; link < 2 * hosts; link++) {
            system.addResource(LINK_BYTES_PER_SECOND);
        }
        double[] weights = new double[2];
        Arrays.fill(weights, 1);
        long[] ended = new long[2];
        for (int n = 0; n < flowCount; n++) {
            int from = (int) (next() % hosts);
            int to = (int) (next() % hosts);
            to = to == from ? (to + 1) % hosts : to;
            double bytes = 1_000_000 + next() % 100_000_000;
            flows.start(
                    bytes,
                    1,
                    Double.POSITIVE_INFINITY,
                    new int[] {2 * from, 2 * to + 1},
                    weights,
                    () -> {
                        ended[0]++;
                        ended[1] = simulation.nowNanos();
                    });
        }
        simulation.run();
        if (ended[0] != flowCount) {
            throw new IllegalStateException(ended[0] + " of " + flowCount + " flows ended");
        }
        return ended[1];
    }

    private long next() {
        state = (737687 * state + 65916437) % 1000000007;
        return state;
    }
}
