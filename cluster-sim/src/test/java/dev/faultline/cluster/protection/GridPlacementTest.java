package dev.faultline.cluster.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.ClusterBuilder;
import dev.faultline.cluster.topology.NodeGroup;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Placement within limits on failure domains and update domains at once. */
final class GridPlacementTest {

    /** 3 x 20 and 3 x 5 are grids of Azure; 10 nodes over 4 update domains are uneven. */
    @ParameterizedTest(name = "{0} domains of {1} nodes, {2} update domains, {3}+{4}")
    @CsvSource({
        "3, 20, 20, 10, 8, 6, 1",
        "3, 20, 5, 4, 8, 4, 3",
        "5, 10, 4, 6, 3, 3, 3",
        "4, 7, 3, 5, 4, 3, 3"
    })
    void keepsBothLimitsOnDistinctNodesAndLoadsDrivesAlike(
            int domains, int nodes, int updates, int k, int m, int perDomain, int perUpdate) {
        Cluster cluster = cluster(domains, nodes, updates);
        CodeOption option = new CodeOption(Code.reedSolomon(k, m), perDomain, perUpdate);

        Placement placement = PlacementBuilder.place(cluster, option, 64, new SplittableRandom(1));

        int[] strips = new int[cluster.driveCount()];
        for (int group = 0; group < placement.groupCount(); group++) {
            int[] inDomain = new int[domains];
            int[] inUpdate = new int[updates];
            int[] onNode = new int[cluster.nodeCount()];
            for (int position = 0; position < k + m; position++) {
                int drive = placement.drive(group, position);
                strips[drive]++;
                inDomain[cluster.domainOfDrive(drive)]++;
                inUpdate[cluster.updateDomainOfDrive(drive)]++;
                onNode[cluster.nodeOfDrive(drive)]++;
            }
            assertThat(Arrays.stream(inDomain).max().orElseThrow()).isLessThanOrEqualTo(perDomain);
            assertThat(Arrays.stream(inUpdate).max().orElseThrow()).isLessThanOrEqualTo(perUpdate);
            assertThat(Arrays.stream(onNode).max()).hasValue(1);
        }
        double mean = Arrays.stream(strips).average().orElseThrow();
        assertThat(Arrays.stream(strips).max().orElseThrow()).isLessThan((int) (1.15 * mean) + 2);
        assertThat(Arrays.stream(strips).min().orElseThrow())
                .isGreaterThan((int) (0.85 * mean) - 2);
    }

    @Test
    void knowsWhenNoArrangementHasRoom() {
        // On the diagonal of 5 x 5 a failure domain is an update domain: 2 in each of five, so a
        // stripe of 10 has room where 2 may lie in one, and none of 11 where 3 may lie in a domain.
        DomainGrid grid = new DomainGrid(cluster(5, 4, 5));

        assertThat(grid.fits(new CodeOption(Code.reedSolomon(8, 2), 3, 2), false)).isTrue();
        assertThat(grid.fits(new CodeOption(Code.reedSolomon(9, 2), 3, 2), false)).isFalse();
        // With any one failure domain gone there are four: 8 strips at most.
        assertThat(grid.fits(new CodeOption(Code.reedSolomon(8, 2), 3, 2), true)).isFalse();
        assertThat(grid.fits(new CodeOption(Code.reedSolomon(6, 2), 3, 2), true)).isTrue();
    }

    @Test
    void stripsMoveToOtherUpdateDomainsToMakeRoom() {
        // Domain 0 has nodes in update domains 0 and 1, domain 1 in 0 only. Two strips, one in each
        // update domain: if domain 0 took update domain 0 first, it has to move to 1.
        int[][] room = {{1, 1}, {1, 0}};
        GridCounts counts = new GridCounts(room, new CodeOption(Code.reedSolomon(1, 1), 1, 1));

        assertThat(counts.add(0, update -> update)).isTrue();
        assertThat(counts.of(0, 0)).isEqualTo(1);
        assertThat(counts.add(1, update -> update)).isTrue();
        assertThat(counts.of(0, 0)).isZero();
        assertThat(counts.of(0, 1)).isEqualTo(1);
        assertThat(counts.of(1, 0)).isEqualTo(1);
        assertThat(counts.add(0, update -> update)).isFalse();
    }

    @Test
    void promisesOfUpdateDomainsCostParities() {
        // Three domains, 20 update domains, one of each and a drive at once: c + ceil(3c / 20) + 1
        // parities. c = 7 would need 7 + 2 + 1 = 10; c = 6 needs 6 + 1 + 1 = 8 of its 18 strips. A
        // seventh strip in two of three domains would make 20 strips, one in each update domain: 7
        // + 1
        // + 1 = 9, too many as well.
        CodeChoice many = new CodeChoice(3, 20, 100, new Promise(1, 1, 1, false), 150, 8);
        assertThat(many.mostEfficient()).contains(new CodeOption(Code.reedSolomon(10, 8), 6, 1));
        // With five update domains ceil(3c / 5) instead: c = 3 needs 3 + 2 + 1 = 6 of 9 strips, and
        // c = 4 needs 4 + 3 + 1 = 8 of 12, which keeps as little; the narrower one is taken.
        CodeChoice few = new CodeChoice(3, 5, 100, new Promise(1, 1, 1, false), 150, 8);
        assertThat(few.mostEfficient()).contains(new CodeOption(Code.reedSolomon(3, 6), 3, 2));
        assertThat(few.keeps(Code.reedSolomon(4, 8))).isTrue();
        assertThat(few.keeps(Code.reedSolomon(13, 8))).isFalse();
        assertThat(few.erasures(21)).isEqualTo(7 + 5 + 1);
    }

    private static Cluster cluster(int domains, int nodes, int updateDomains) {
        NodeGroup group =
                new NodeGroup(
                        "storage",
                        SmallClusters.node(3, 2e9, SmallClusters.CPU),
                        true,
                        updateDomains,
                        1);
        return new ClusterBuilder().group(group, domains, 1, nodes).build();
    }
}
