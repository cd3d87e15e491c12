package dev.faultline.cluster.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faultline.cluster.scenario.Seeds;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlacementBuilderTest {

    static LongStream seeds() {
        return Seeds.upTo(40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stripsOfAGroupLieApartAndNeverMoreThanCInADomain(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int domains = random.nextInt(3, 9);
        int perDomain = random.nextInt(1, 4);
        int nodes = random.nextInt(1, 5);
        Cluster cluster = SmallClusters.converged(domains, 1, nodes, 4);
        int width = random.nextInt(2, domains * perDomain + 1);
        Code code = Code.reedSolomon(width - 1, 1);

        Placement placement = PlacementBuilder.place(cluster, code, perDomain, 16, random);

        for (int group = 0; group < placement.groupCount(); group++) {
            int[] drives = drives(placement, group);
            assertThat(drives).as("group %d", group).doesNotHaveDuplicates();
            assertThat(most(cluster.domainCount(), drives, cluster::domainOfDrive))
                    .isLessThanOrEqualTo(perDomain);
            // With as many nodes in a domain as strips, each has a node of its own.
            assertThat(
                            nodes < perDomain
                                    || most(cluster.nodeCount(), drives, cluster::nodeOfDrive) == 1)
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyDriveOfEqualDomainsTakesPartInAsManyGroupsGiveOrTakeTwo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Cluster cluster = SmallClusters.converged(7, 2, 3, 4);

        Placement placement =
                PlacementBuilder.place(cluster, Code.reedSolomon(9, 3), 2, 64, random);

        // Each domain deals within one strip of the others, each drive of it within one: two in
        // all.
        int[] load = load(cluster, placement);
        int least = Arrays.stream(load).min().orElseThrow();
        assertThat(Arrays.stream(load).max().orElseThrow()).isBetween(least, least + 2);
        assertThat(Arrays.stream(load).sum()).isEqualTo(placement.stripCount());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void drivesOfUnequalDomainsAreLoadedAlikeWhereTheLimitAllowsIt(long seed) {
        // 4 to 6 nodes a domain, 10 in 30: a stripe of 6 with at most 2 in a domain can follow
        // that.
        Cluster cluster = SmallClusters.unequal(4, 5, 6, 5, 4, 6);

        Placement placement =
                PlacementBuilder.place(
                        cluster, Code.reedSolomon(4, 2), 2, 64, new SplittableRandom(seed));

        double mean = (double) placement.stripCount() / cluster.driveCount();
        assertThat(Arrays.stream(load(cluster, placement)).boxed())
                .allSatisfy(
                        strips -> assertThat((double) strips).isBetween(mean * 0.75, mean * 1.35));
    }

    @Test
    void dataStripsAreSpreadLikeParities() {
        Cluster cluster = SmallClusters.converged(6, 1, 2, 2);

        Placement placement =
                PlacementBuilder.place(
                        cluster, Code.reedSolomon(4, 2), 1, 300, new SplittableRandom(1));

        // 300 strips on a drive, each data with chance 2/3: 200, standard deviation 8.2; 5 of it.
        assertThat(IntStream.range(0, cluster.driveCount()).map(placement::dataStripsOf).boxed())
                .allSatisfy(data -> assertThat(data).isBetween(159, 241));
    }

    @Test
    void refusesWhatDoesNotFit() {
        Cluster cluster = SmallClusters.converged(3, 1, 1, 4);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PlacementBuilder.place(
                                cluster, Code.reedSolomon(5, 2), 2, 8, new SplittableRandom(1)))
                .withMessageContaining("7 strips")
                .withMessageContaining("3 domains");
    }

    private static int[] drives(Placement placement, int group) {
        return IntStream.range(0, placement.code().width())
                .map(position -> placement.drive(group, position))
                .toArray();
    }

    private static int most(int owners, int[] drives, java.util.function.IntUnaryOperator owner) {
        int[] count = new int[owners];
        for (int drive : drives) {
            count[owner.applyAsInt(drive)]++;
        }
        return Arrays.stream(count).max().orElseThrow();
    }

    private static int[] load(Cluster cluster, Placement placement) {
        int[] load = new int[cluster.driveCount()];
        for (int strip = 0; strip < placement.stripCount(); strip++) {
            load[placement.driveOfStrip(strip)]++;
        }
        return load;
    }
}
