package dev.faultline.cluster.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowsTest {

    private static final double UNBOUNDED = Double.POSITIVE_INFINITY;

    private final Simulation simulation = new Simulation();
    private final MaxMin system = new MaxMin();
    private final Flows flows = new Flows(simulation, system);

    @Test
    void fiveWritersOfOneDiskEndTogether() {
        int disk = system.addResource(40e6);
        List<Long> ends = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            start(4e6, disk, () -> ends.add(simulation.nowNanos()));
        }

        simulation.run();

        // 5 x 4 MB at 40 MB/s
        assertThat(ends).hasSize(5).containsOnly(500_000_000L);
    }

    @Test
    void halvedInTheMiddleTakesTwiceAsLongForTheRest() {
        int link = system.addResource(1e6);
        List<Long> ends = new ArrayList<>();
        start(1e6, link, () -> ends.add(simulation.nowNanos()));
        simulation.schedule(
                500_000_000,
                0,
                () -> {
                    system.setCapacity(link, 0.5e6);
                    flows.changed();
                });

        simulation.run();

        // half of it in 0.5 s, the other half at half the rate in 1 s
        assertThat(ends).containsExactly(1_500_000_000L);
    }

    private int start(double amount, int resource, Runnable done) {
        return flows.start(amount, 1, UNBOUNDED, new int[] {resource}, new double[] {1}, done);
    }
}
