package dev.faultline.cluster.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.ClusterBuilder;
import dev.faultline.cluster.topology.NodeGroup;
import dev.faultline.cluster.topology.NodeKind;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On 2 domains of 2 racks with 2 nodes of 2 drives and 2 NICs: 8 nodes, 16 drives. */
final class HealthTest {

    private final Cluster cluster =
            new ClusterBuilder()
                    .group(
                            new NodeGroup(
                                    "storage",
                                    SmallClusters.withNics(
                                            SmallClusters.node(2, 1e9, SmallClusters.CPU), 2),
                                    true),
                            2,
                            2,
                            2)
                    .build();

    /** In each domain 4 nodes with a NIC of 2 GB/s, then 2 with one of 1 GB/s. */
    @Test
    void nicsAreToldApartByTheirLineRate() {
        Cluster mixed =
                new ClusterBuilder()
                        .group(storage(SmallClusters.node(2, 2e9, SmallClusters.CPU)), 2, 2, 2)
                        .group(storage(SmallClusters.node(0, 1e9, SmallClusters.CPU)), 2, 1, 2)
                        .build();
        int[] nics = {0, 4 * Parts.MOST_NICS, 9 * Parts.MOST_NICS, 11 * Parts.MOST_NICS};

        List<String> nodesByRate = new ArrayList<>();
        new Parts(PartKind.NIC, nics)
                .byLineRate(mixed)
                .forEach((rate, some) ->
                        nodesByRate.add(rate + " B/s " + Arrays.toString(some.nodes(mixed))));

        assertThat(nodesByRate).containsExactly("1.0E9 B/s [4, 11]", "2.0E9 B/s [0, 9]");
    }

    private static NodeGroup storage(NodeKind kind) {
        return new NodeGroup(kind.name(), kind, true);
    }

    @ParameterizedTest
    @CsvSource({
        "drive/r0/n1/d1, 3, ''",
        "node/r1/n0, 4 5, 2",
        "rack/3, 12 13 14 15, 6 7",
        "domain/0, 0 1 2 3 4 5 6 7, 0 1 2 3"
    })
    void whatIsLostTakesAllItHoldsWithIt(String parts, String drives, String nodes) {
        Health health = health(new Condition.Lost(parts(parts)));

        assertThat(drivesWhere(health::driveLost)).isEqualTo(ints(drives));
        assertThat(drivesWhere(drive -> !health.driveWorks(drive))).isEqualTo(ints(drives));
        assertThat(nodesWhere(health::nodeLost)).isEqualTo(ints(nodes));
        assertThat(nodesWhere(node -> !health.nodeWorks(node))).isEqualTo(ints(nodes));
        assertThat(nodesWhere(node -> health.networkShare(node) == 0)).isEqualTo(ints(nodes));
        assertThat(drivesWhere(drive -> health.driveSpeed(drive) == 0)).isEqualTo(ints(drives));
    }

    @ParameterizedTest
    @CsvSource({
        "drive/r0/n1/d1, 3, ''",
        "node/r1/n0, 4 5, 2",
        "rack/3, 12 13 14 15, 6 7",
        "domain/0, 0 1 2 3 4 5 6 7, 0 1 2 3",
        "nic/r0/n1/*, 2 3, 1"
    })
    void whatIsAwayIsNotLost(String parts, String drives, String nodes) {
        Health health = health(new Condition.Out(parts(parts)));

        assertThat(drivesWhere(health::driveLost)).isEmpty();
        assertThat(drivesWhere(drive -> !health.driveWorks(drive))).isEqualTo(ints(drives));
        assertThat(nodesWhere(health::nodeLost)).isEmpty();
        assertThat(nodesWhere(node -> !health.nodeWorks(node))).isEqualTo(ints(nodes));
    }

    @Test
    void aNodeLivesOnHalfItsNicsAndLeavesWithTheLast() {
        assertThat(health(new Condition.Lost(parts("nic/r0/n0/1"))).networkShare(0)).isEqualTo(0.5);

        Health none = health(new Condition.Lost(parts("nic/r0/n0/*")));

        // The NICs are lost for good, the data on the drives is not.
        assertThat(none.nodeWorks(0)).isFalse();
        assertThat(none.driveWorks(1)).isFalse();
        assertThat(none.driveLost(1)).isFalse();
        assertThat(none.nodeLost(0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "drive/r0/n1/d1, 3, ''",
        "node/r1/n0, 4 5, 2",
        "rack/3, 12 13 14 15, 6 7",
        "domain/0, 0 1 2 3 4 5 6 7, 0 1 2 3"
    })
    void whatIsSlowedHasSlowDrivesAndProcessors(String parts, String drives, String nodes) {
        Health health = health(new Condition.Slowed(parts(parts), 0.25));

        assertThat(drivesWhere(drive -> health.driveSpeed(drive) == 0.25)).isEqualTo(ints(drives));
        assertThat(drivesWhere(drive -> health.driveSpeed(drive) == 1))
                .hasSize(16 - ints(drives).length);
        assertThat(nodesWhere(node -> health.nodeSpeed(node) == 0.25)).isEqualTo(ints(nodes));
        assertThat(nodesWhere(node -> health.networkShare(node) == 1)).hasSize(8);
    }

    @Test
    void aConnectionCarriesLessWhereItIsDegraded() {
        // One of two NICs at 20 %: (0.2 + 1) / 2.
        assertThat(degraded("nic/r0/n0/0").networkShare(0)).isEqualTo(0.6);
        assertThat(degraded("node/r0/n0").networkShare(0)).isEqualTo(0.2);
        assertThat(degraded("node/r0/n0").nodeSpeed(0)).isEqualTo(1);
        assertThat(degraded("drive/r0/n0/d1").driveSpeed(1)).isEqualTo(0.2);
        assertThat(uplinks(degraded("rack/1"))).containsExactly(1, 0.2, 1, 1);
        assertThat(uplinks(degraded("domain/1"))).containsExactly(1, 1, 0.2, 0.2);
        assertThat(degraded("rack/1").networkShare(2)).isEqualTo(1);
    }

    @Test
    void aSlowedNicIsADegradedOne() {
        Health health = health(new Condition.Slowed(parts("nic/r0/n0/*"), 0.5));

        assertThat(health.networkShare(0)).isEqualTo(0.5);
        assertThat(health.driveSpeed(0)).isEqualTo(1);
    }

    @Test
    void conditionsAddUp() {
        Health health =
                health(
                        new Condition.Slowed(parts("drive/r0/n0/d0"), 0.5),
                        new Condition.Slowed(parts("rack/0"), 0.5),
                        new Condition.Out(parts("node/r0/n1")),
                        new Condition.Lost(parts("drive/r0/n1/d0")));

        assertThat(health.driveSpeed(0)).isEqualTo(0.25);
        // Drive 2 is lost on a node that is away: it stays lost.
        assertThat(health.driveLost(2)).isTrue();
        assertThat(health.driveLost(3)).isFalse();
        assertThat(health.driveWorks(3)).isFalse();
        assertThat(health.driveSpeed(3)).isZero();
    }

    private Health degraded(String parts) {
        return health(new Condition.Degraded(parts(parts), 0.2));
    }

    private Health health(Condition... conditions) {
        return Health.of(cluster, List.of(conditions));
    }

    private Parts parts(String text) {
        return Selector.parse(text).select(cluster, new SplittableRandom(1));
    }

    private int[] drivesWhere(java.util.function.IntPredicate wanted) {
        return IntStream.range(0, cluster.driveCount()).filter(wanted).toArray();
    }

    private int[] nodesWhere(java.util.function.IntPredicate wanted) {
        return IntStream.range(0, cluster.nodeCount()).filter(wanted).toArray();
    }

    private double[] uplinks(Health health) {
        return IntStream.range(0, cluster.rackCount()).mapToDouble(health::uplinkShare).toArray();
    }

    private static int[] ints(String text) {
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }
}
