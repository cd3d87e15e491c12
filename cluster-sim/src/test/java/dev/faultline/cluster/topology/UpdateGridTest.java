package dev.faultline.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Update domains and hosts of VMs that are dealt round robin. */
final class UpdateGridTest {

    @Test
    void threeByFiveMeetInEveryCell() {
        Cluster cluster = cluster(3, 20, 5, 1);

        // Instance i is in domain i mod 3 and update domain i mod 5: 60 VMs, 4 in each of 15 cells.
        int[][] cells = new int[3][5];
        for (int node = 0; node < 60; node++) {
            cells[cluster.domainOfNode(node)][cluster.updateDomainOfNode(node)]++;
        }
        assertThat(cells)
                .isDeepEqualTo(new int[][] {{4, 4, 4, 4, 4}, {4, 4, 4, 4, 4}, {4, 4, 4, 4, 4}});
        assertThat(cluster.updateDomainCount()).isEqualTo(5);
        // The second node of domain 1 is instance 1 x 3 + 1 = 4.
        assertThat(cluster.updateDomainOfNode(21)).isEqualTo(4);
    }

    @Test
    void theSixthVmSharesAnUpdateDomainWithTheFirst() {
        Cluster cluster = cluster(1, 7, 5, 1);

        assertThat(IntStream.range(0, 7).map(cluster::updateDomainOfNode))
                .containsExactly(0, 1, 2, 3, 4, 0, 1);
    }

    @Test
    void fiveByFiveIsADiagonal() {
        Cluster cluster = cluster(5, 4, 5, 1);

        assertThat(IntStream.range(0, 20))
                .allSatisfy(node ->
                        assertThat(cluster.updateDomainOfNode(node))
                                .isEqualTo(cluster.domainOfNode(node)));
    }

    @Test
    void withoutUpdateDomainsFailureDomainsAreThem() {
        Cluster cluster = cluster(8, 2, 0, 1);

        assertThat(cluster.updateDomainCount()).isEqualTo(8);
        assertThat(cluster.updateDomainOfNode(5)).isEqualTo(2);
    }

    @Test
    void hostsHoldNeighboursOfOneCell() {
        Cluster cluster = cluster(2, 6, 3, 2);

        // Domain 0 has instances 0, 2, 4, 6, 8, 10, which are in update domains 0, 2, 1, 0, 2, 1:
        // each
        // pair of one update domain shares a host.
        assertThat(IntStream.range(0, 6).map(cluster::updateDomainOfNode))
                .containsExactly(0, 2, 1, 0, 2, 1);
        assertThat(cluster.hostOfNode(0)).isEqualTo(cluster.hostOfNode(3));
        assertThat(cluster.hostOfNode(1)).isEqualTo(cluster.hostOfNode(4));
        assertThat(IntStream.range(0, 12).map(cluster::hostOfNode).distinct()).hasSize(6);
    }

    private static Cluster cluster(int domains, int nodes, int updateDomains, int perHost) {
        NodeGroup group =
                new NodeGroup(
                        "storage",
                        SmallClusters.node(2, 2e9, SmallClusters.CPU),
                        true,
                        updateDomains,
                        perHost);
        return new ClusterBuilder().group(group, domains, 1, nodes).build();
    }
}
