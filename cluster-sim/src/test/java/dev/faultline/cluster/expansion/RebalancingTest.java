package dev.faultline.cluster.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.kernel.RandomStreams;
import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.Placement;
import dev.faultline.cluster.protection.PlacementBuilder;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small clusters of random shape that grow by domains, racks or nodes: those of even seeds alike
 * everywhere, those of odd seeds with domains of very different sizes, some of which may not take
 * their part. The shapes follow from the seed alone, which a failure names.
 */
final class RebalancingTest {

    static IntStream seeds() {
        return IntStream.range(0, 80);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void movesNoMoreThanTheNewDrivesLack(int seed) {
        Grown grown = Grown.of(seed);

        // Balanced is q = floor(S / D) on each drive, or one more. Who has less than q must be
        // given
        // some, who has more than q + 1 must give some: no fewer moves than either sum do.
        int[] held = FairShares.held(grown.before, grown.cluster.driveCount());
        int q = grown.before.stripCount() / held.length;
        int lacking = Arrays.stream(held).map(h -> Math.max(0, q - h)).sum();
        int excess = Arrays.stream(held).map(h -> Math.max(0, h - q - 1)).sum();
        if (grown.mayBeEven(q)) {
            assertThat(grown.moves.least()).isEqualTo(Math.max(lacking, excess));
        }
        // Where sizes differ much, a group that must give may have no drive that has too many: then
        // a
        // strip in a hundred may stay
        assertThat(grown.moves.count())
                .isBetween(
                        (int) (grown.alike() ? grown.moves.least() : 0.99 * grown.moves.least()),
                        (int) grown.moves.least());
        // ... which is the new drives' share of all strips, less than one strip off for each of
        // them
        if (grown.mayBeEven(q)) {
            int news = grown.growth.newDrives();
            double share = (double) grown.before.stripCount() * news / held.length;
            assertThat((double) grown.moves.count()).isBetween(share - news, share + held.length);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDriveHoldsAsMuchAfterwards(int seed) {
        Grown grown = Grown.of(seed);

        int[] held = FairShares.held(grown.after(), grown.cluster.driveCount());
        int q = grown.before.stripCount() / held.length;
        int stay = (int) grown.moves.least() - grown.moves.count();
        int[] share = FairShares.of(grown.before, grown.cluster);
        for (int drive = 0; drive < held.length; drive++) {
            if (grown.mayBeEven(q)) {
                assertThat(share[drive]).as("share of drive %d", drive).isBetween(q, q + 1);
            }
            assertThat(held[drive])
                    .as("drive %d", drive)
                    .isBetween(share[drive] - stay, share[drive] + stay);
        }
        assertThat(Arrays.stream(held).sum()).isEqualTo(grown.before.stripCount());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void groupsKeepWhatPlacementPromises(int seed) {
        Grown grown = Grown.of(seed);
        Placement after = grown.after();

        for (int group = 0; group < after.groupCount(); group++) {
            int[] inDomain = new int[grown.cluster.domainCount()];
            Set<Integer> drives = new HashSet<>();
            for (int position = 0; position < after.code().width(); position++) {
                int drive = after.drive(group, position);
                assertThat(drives.add(drive)).as("group %d: drives are distinct", group).isTrue();
                inDomain[grown.cluster.domainOfDrive(drive)]++;
            }
            assertThat(Arrays.stream(inDomain).max().orElse(0))
                    .as("group %d: strips in a domain", group)
                    .isLessThanOrEqualTo(after.maxStripsPerDomain());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void stripsMoveOnceAndFromOldDrivesToNewOnes(int seed) {
        Grown grown = Grown.of(seed);

        assertThat(Arrays.stream(grown.moves.strips()).distinct().count())
                .isEqualTo(grown.moves.count());
        for (int i = 0; i < grown.moves.count(); i++) {
            int from = grown.before.driveOfStrip(grown.moves.strips()[i]);
            assertThat(grown.growth.oldDrive()[from]).isTrue();
            if (grown.alike()) {
                assertThat(grown.growth.oldDrive()[grown.moves.targets()[i]]).isFalse();
            }
        }
    }

    /** A cluster before and after, with its placement and what moves. */
    private record Grown(
            boolean alike, Growth growth, Cluster cluster, Placement before, Moves moves) {

        static Grown of(int seed) {
            SplittableRandom random = new SplittableRandom(seed);
            return seed % 2 == 0 ? alike(seed, random) : crooked(seed, random);
        }

        private static Grown alike(int seed, SplittableRandom random) {
            int[] shape = {
                random.nextInt(4, 9),
                random.nextInt(1, 3),
                random.nextInt(1, 5),
                random.nextInt(1, 5)
            };
            int[] larger = shape.clone();
            int what = random.nextInt(3);
            larger[what] += random.nextInt(1, what == 0 ? 2 * shape[0] : 4);
            int most = Math.min(3, shape[1] * shape[2] * shape[3]);
            return grow(
                    seed,
                    random,
                    SmallClusters.converged(shape[0], shape[1], shape[2], shape[3]),
                    SmallClusters.converged(larger[0], larger[1], larger[2], larger[3]),
                    random.nextInt(1, most + 1));
        }

        private static Grown crooked(int seed, SplittableRandom random) {
            int[] nodes = random.ints(random.nextInt(4, 9), 1, 5).toArray();
            int[] larger = Arrays.copyOf(nodes, nodes.length + random.nextInt(4));
            for (int domain = 0; domain < larger.length; domain++) {
                boolean isNew = domain >= nodes.length;
                larger[domain] += isNew ? random.nextInt(1, 7) : random.nextInt(4);
            }
            larger[0]++;
            return grow(
                    seed,
                    random,
                    SmallClusters.unequal(nodes),
                    SmallClusters.unequal(larger),
                    random.nextInt(1, 3));
        }

        private static Grown grow(
                int seed, SplittableRandom random, Cluster small, Cluster large, int inDomain) {
            int domains = small.domainCount();
            int width = Math.max(2, inDomain * (domains - 1) - random.nextInt(inDomain));
            RandomStreams streams = new RandomStreams(seed);
            Growth growth = Growth.of(small, large);
            Placement before =
                    PlacementBuilder.place(
                                    small,
                                    Code.reedSolomon(width - 1, 1),
                                    inDomain,
                                    64,
                                    streams.stream("placement"))
                            .renumbered(growth.driveAfter(), large.driveCount());
            Moves moves = Rebalancing.plan(before, large, streams.stream("expansion"));
            return new Grown(seed % 2 == 0, growth, large, before, moves);
        }

        /** Whether domains may hold what even drives would. */
        boolean mayBeEven(int q) {
            int[] drives = new int[cluster.domainCount()];
            for (int drive = 0; drive < cluster.driveCount(); drive++) {
                drives[cluster.domainOfDrive(drive)]++;
            }
            return Arrays.stream(drives)
                    .allMatch(d ->
                            (long) (q + 1) * d
                                    <= (long) Math.min(before.maxStripsPerDomain(), d)
                                            * before.groupCount());
        }

        Placement after() {
            int[] same = IntStream.range(0, cluster.driveCount()).toArray();
            Placement copy = before.renumbered(same, cluster.driveCount());
            moves.apply(copy, 0, moves.count());
            return copy;
        }
    }
}
