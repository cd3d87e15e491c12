package dev.faultline.cluster.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.failure.Condition;
import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.failure.Selector;
import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.ClusterBuilder;
import dev.faultline.cluster.topology.NodeGroup;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Two racks of two nodes with two drives: 8 drives, reading 1 GB/s and writing 0.5 GB/s, NICs of 2
 * GB/s. Every node is a front end for a quarter of the load.
 */
final class PathsTest {

    private static final Offset<Double> EXACT = within(1e-15);

    private final Cluster cluster = SmallClusters.converged(2, 1, 2, 2);
    private final Resources resources = new Resources(cluster, 2);
    private final Health healthy = Health.of(cluster, List.of());

    @Test
    void capacitiesFollowTheHardware() {
        double[] capacities = resources.capacities(healthy);

        assertThat(capacities[resources.first(ResourceKind.DRIVE)]).isEqualTo(1);
        assertThat(capacities[resources.first(ResourceKind.NIC_IN)]).isEqualTo(2e9);
        assertThat(capacities[resources.first(ResourceKind.CPU)]).isEqualTo(8);
        // Two nodes of 2 GB/s, 2 to 1 oversubscribed.
        assertThat(capacities[resources.first(ResourceKind.UPLINK_OUT)]).isEqualTo(2e9);
        assertThat(capacities[resources.first(ResourceKind.LOCAL_READ)]).isInfinite();
    }

    @Test
    void aReadByteTakesWhatItsWayTakes() {
        Demand demand = new Demand(resources);
        Paths paths = new Paths(resources, healthy);

        paths.gather(demand, each(8, 1 / 8.0));
        paths.toClients(demand, 1);

        // Each drive reads 1/8 of a byte at 1 GB/s.
        assertThat(demand.of(3)).isEqualTo(0.125e-9);
        // A node holds 1/4; 3/4 of that leaves for other front ends, and 1/4 goes to clients.
        assertThat(of(demand, ResourceKind.NIC_OUT, 0)).isCloseTo(3 / 16.0 + 1 / 4.0, EXACT);
        // As front end it takes 1/4 of the 3/4 that lie elsewhere.
        assertThat(of(demand, ResourceKind.NIC_IN, 0)).isCloseTo(3 / 16.0, EXACT);
        // A rack holds 1/2, half of which is for the other rack; and 1/2 goes to clients.
        assertThat(of(demand, ResourceKind.UPLINK_OUT, 1)).isCloseTo(1 / 4.0 + 1 / 2.0, EXACT);
        assertThat(of(demand, ResourceKind.UPLINK_IN, 1)).isCloseTo(1 / 4.0, EXACT);
        // Out = in + 1 byte for the client.
        assertThat(sum(demand, ResourceKind.NIC_OUT))
                .isCloseTo(sum(demand, ResourceKind.NIC_IN) + 1, EXACT);
    }

    @Test
    void aWrittenByteIsBufferedTwiceAndStripedWithItsParities() {
        // Mirrored buffer; 2+1 stripes: 1.5 bytes. Every node has a buffer drive of 1 GB/s.
        DataPath dataPath = new DataPath(Code.reedSolomon(2, 1), Code.mirror(2), 1);
        WriteBuffer buffer = new WriteBuffer(cluster, dataPath);
        Paths paths = new Paths(resources, healthy);
        Demand absorb = new Demand(resources);
        Demand destage = new Demand(resources);

        buffer.absorb(absorb, paths, healthy);
        buffer.destage(destage, paths, healthy);

        // 2 bytes over 4 buffers at 1 GB/s; then 1 byte read back.
        assertThat(of(absorb, ResourceKind.BUFFER, 2)).isCloseTo(0.5e-9, within(1e-24));
        assertThat(of(destage, ResourceKind.BUFFER, 2)).isCloseTo(0.25e-9, within(1e-24));
        // 1/4 from clients, and 1/2 for its buffer of which a quarter is its own: 3/8.
        assertThat(of(absorb, ResourceKind.NIC_IN, 2)).isCloseTo(1 / 4.0 + 3 / 8.0, EXACT);
        assertThat(of(absorb, ResourceKind.NIC_OUT, 2)).isCloseTo(3 / 8.0, EXACT);
        assertThat(sum(absorb, ResourceKind.NIC_IN))
                .isCloseTo(sum(absorb, ResourceKind.NIC_OUT) + 1, EXACT);
        // 1.5 bytes over 8 drives at 0.5 GB/s.
        assertThat(destage.of(0)).isCloseTo(1.5 / 8 / 0.5e9, within(1e-24));
        // 3/4 of a quarter from the buffer, and 3/4 of 3/8 of the stripe.
        assertThat(of(destage, ResourceKind.NIC_OUT, 0)).isCloseTo(3 / 16.0 + 9 / 32.0, EXACT);
        assertThat(sum(destage, ResourceKind.NIC_IN))
                .isCloseTo(sum(destage, ResourceKind.NIC_OUT), EXACT);
        // One checksum at 10 GB/s, and one parity at 10 GB/s: a quarter of both on each node.
        assertThat(of(destage, ResourceKind.CPU, 1)).isCloseTo(0.05e-9, within(1e-24));
    }

    @Test
    void aRebuiltByteIsGatheredAndScatteredAndNoneIsLost() {
        Demand demand = new Demand(resources);
        Paths paths = new Paths(resources, healthy);
        double[] reads = {2, 0, 0, 0, 0, 0, 0, 0};
        double[] writes = {0, 0, 0, 0, 0, 0, 0, 1};

        paths.gather(demand, reads);
        paths.scatter(demand, writes);

        assertThat(demand.of(0)).isEqualTo(2e-9);
        assertThat(demand.of(7)).isEqualTo(2e-9);
        // Node 0 sends 3/4 of its 2 bytes, and as rebuilder 1/4 of the byte for node 3.
        assertThat(of(demand, ResourceKind.NIC_OUT, 0)).isCloseTo(1.5 + 0.25, EXACT);
        assertThat(of(demand, ResourceKind.NIC_IN, 3)).isCloseTo(0.5 + 0.75, EXACT);
        assertThat(sum(demand, ResourceKind.NIC_OUT))
                .isCloseTo(sum(demand, ResourceKind.NIC_IN), EXACT);
        assertThat(sum(demand, ResourceKind.UPLINK_OUT))
                .isCloseTo(sum(demand, ResourceKind.UPLINK_IN), EXACT);
    }

    @Test
    void aSeparateFrontEndTakesEveryByteOverTheNetwork() {
        Cluster apart =
                new ClusterBuilder()
                        .group(
                                new NodeGroup("boxes", SmallClusters.node(2, 2e9, null), false),
                                2,
                                1,
                                2)
                        .groupInRacksOf(
                                new NodeGroup(
                                        "front",
                                        SmallClusters.node(0, 4e9, SmallClusters.CPU),
                                        true),
                                "boxes",
                                1)
                        .build();
        Resources parts = new Resources(apart, 1);
        Demand demand = new Demand(parts);
        Paths paths = new Paths(parts, Health.of(apart, List.of()));

        paths.gather(demand, each(8, 1 / 8.0));
        paths.toClients(demand, 1);

        // Nodes 0, 1 and 3, 4 hold drives, 2 and 5 are front ends.
        int out = parts.first(ResourceKind.NIC_OUT);
        int in = parts.first(ResourceKind.NIC_IN);
        assertThat(demand.of(out)).isEqualTo(0.25);
        assertThat(demand.of(in)).isZero();
        assertThat(demand.of(in + 2)).isEqualTo(0.5);
        assertThat(demand.of(out + 2)).isEqualTo(0.5);
    }

    @Test
    void frontEndsTakeTheirShareByTheNetworkThatIsLeft() {
        Health half =
                Health.of(
                        cluster,
                        List.of(
                                new Condition.Degraded(
                                        Selector.parse("node/r0/n0")
                                                .select(cluster, new SplittableRandom(1)),
                                        0.5)));
        Demand demand = new Demand(resources);

        new Paths(resources, half).fromClients(demand, 7);

        // 0.5 + 1 + 1 + 1 = 3.5: one seventh, and two sevenths each.
        assertThat(of(demand, ResourceKind.NIC_IN, 0)).isCloseTo(1, within(1e-12));
        assertThat(of(demand, ResourceKind.NIC_IN, 3)).isCloseTo(2, within(1e-12));
    }

    @Test
    void withoutAFrontEndNoByteGoesAnywhere() {
        Health dark =
                Health.of(
                        cluster,
                        List.of(
                                new Condition.Out(
                                        Selector.parse("rack/*")
                                                .select(cluster, new SplittableRandom(1)))));

        assertThat(new Paths(resources, dark).reachAnyFrontEnd()).isFalse();
        assertThat(new Paths(resources, healthy).reachAnyFrontEnd()).isTrue();
    }

    private double of(Demand demand, ResourceKind kind, int index) {
        return demand.of(resources.first(kind) + index);
    }

    private double sum(Demand demand, ResourceKind kind) {
        double sum = 0;
        for (int i = 0; i < resources.count(kind); i++) {
            sum += of(demand, kind, i);
        }
        return sum;
    }

    private static double[] each(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }
}
