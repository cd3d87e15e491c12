package dev.faultline.cluster.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.scenario.Seeds;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GroupStatesTest {

    private final Cluster cluster = SmallClusters.converged(6, 1, 2, 3);

    static LongStream seeds() {
        return Seeds.upTo(30);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void countsAreThoseOfARecountAfterAnyChanges(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Code code = seed % 2 == 0 ? Code.reedSolomon(4, 2) : new Code(4, 2, 2, 1);
        Placement placement = PlacementBuilder.place(cluster, code, 2, 12, random);
        GroupStates states = new GroupStates(placement, cluster.driveCount());

        for (int change = 0; change < 60; change++) {
            int drive = random.nextInt(cluster.driveCount());
            int strip = random.nextInt(placement.stripCount());
            switch (random.nextInt(4)) {
                case 0 -> states.driveIs(drive, StripState.AWAY);
                case 1 -> states.driveIs(drive, StripState.HERE);
                case 2 ->
                        states.driveIs(
                                drive, random.nextInt(3) == 0 ? StripState.GONE : StripState.AWAY);
                default -> states.recreated(strip, drive);
            }
        }

        assertRecount(states, placement, code);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void saysWhatAGroupWillSurviveOnceStripsAreRecreated(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Code code = seed % 2 == 0 ? Code.reedSolomon(4, 2) : new Code(4, 2, 2, 1);
        Placement placement = PlacementBuilder.place(cluster, code, 2, 12, random);
        GroupStates states = new GroupStates(placement, cluster.driveCount());
        int[] positions =
                IntStream.range(0, code.width()).filter(p -> random.nextInt(3) == 0).toArray();
        int[] drives = IntStream.of(positions).map(p -> placement.drive(7, p)).toArray();
        states.driveIs(placement.drive(7, random.nextInt(code.width())), StripState.AWAY);
        IntStream.of(drives).forEach(drive -> states.driveIs(drive, StripState.GONE));

        int foretold = states.redundancyWith(7, positions);
        int before = states.redundancyOf(7);
        IntStream.range(0, positions.length)
                .forEach(i -> states.recreated(7 * code.width() + positions[i], drives[i]));

        assertThat(states.redundancyOf(7)).isEqualTo(foretold).isGreaterThanOrEqualTo(before);
    }

    @Test
    void whatIsGoneStaysGoneUntilItIsRecreated() {
        Placement placement =
                PlacementBuilder.place(
                        cluster, Code.reedSolomon(4, 2), 1, 12, new SplittableRandom(1));
        GroupStates states = new GroupStates(placement, cluster.driveCount());
        int drive = placement.drive(0, 3);

        states.driveIs(drive, StripState.GONE);
        states.driveIs(drive, StripState.HERE);

        assertThat(states.stateOf(0, 3)).isEqualTo(StripState.GONE);
        assertThat(states.redundancyOf(0)).isEqualTo(1);
        int elsewhere = placement.drive(0, 2);
        states.recreated(3, elsewhere);
        assertThat(states.stateOf(0, 3)).isEqualTo(StripState.HERE);
        assertThat(states.redundancyOf(0)).isEqualTo(2);
        // It has moved: what happens to its old drive is nothing to it any more.
        states.driveIs(drive, StripState.GONE);
        assertThat(states.stateOf(0, 3)).isEqualTo(StripState.HERE);
        states.driveIs(elsewhere, StripState.AWAY);
        assertThat(states.stateOf(0, 3)).isEqualTo(StripState.AWAY);
    }

    @Test
    void aStripThatComesBackToItsDriveIsThereOnce() {
        Placement placement =
                PlacementBuilder.place(
                        cluster, Code.reedSolomon(4, 2), 1, 12, new SplittableRandom(1));
        GroupStates states = new GroupStates(placement, cluster.driveCount());
        int drive = placement.drive(0, 3);
        int elsewhere = placement.drive(1, 0);
        long before = stripsOf(states, drive);

        // Out to another drive and back, twice.
        for (int turn = 0; turn < 2; turn++) {
            states.recreated(3, elsewhere);
            states.recreated(3, drive);
        }

        assertThat(stripsOf(states, drive)).isEqualTo(before);
        states.recreated(3, elsewhere);
        assertThat(stripsOf(states, drive)).isEqualTo(before - 1);
    }

    private static long stripsOf(GroupStates states, int drive) {
        long[] strips = new long[1];
        states.forEachStripOf(drive, strip -> strips[0]++);
        return strips[0];
    }

    @Test
    void lossIsForGoodAndUnavailabilityIsNot() {
        Placement placement =
                PlacementBuilder.place(
                        cluster, Code.reedSolomon(4, 2), 1, 12, new SplittableRandom(1));
        GroupStates states = new GroupStates(placement, cluster.driveCount());

        states.driveIs(placement.drive(5, 0), StripState.AWAY);
        states.driveIs(placement.drive(5, 1), StripState.AWAY);
        states.driveIs(placement.drive(5, 2), StripState.GONE);

        assertThat(states.redundancyOf(5)).isEqualTo(Survival.BEYOND);
        assertThat(states.isLost(5)).isFalse();
        states.driveIs(placement.drive(5, 0), StripState.GONE);
        states.driveIs(placement.drive(5, 1), StripState.GONE);
        assertThat(states.isLost(5)).isTrue();
    }

    private static void assertRecount(GroupStates states, Placement placement, Code code) {
        int[] groupsWith = new int[code.tolerance() + 1];
        TreeSet<Integer> degraded = new TreeSet<>();
        for (int group = 0; group < placement.groupCount(); group++) {
            int missing = 0;
            int globals = 0;
            int[] inGroup = new int[code.localGroups()];
            for (int position = 0; position < code.width(); position++) {
                if (states.stateOf(group, position) != StripState.HERE) {
                    missing++;
                    int local = code.localGroupOf(position);
                    globals += local < 0 ? 1 : 0;
                    if (local >= 0) {
                        inGroup[local]++;
                    }
                }
            }
            int redundancy =
                    code.localGroups() == 0
                            ? Survival.redundancy(code.globalParities(), missing)
                            : Survival.redundancy(code, globals, inGroup);
            assertThat(states.missingOf(group)).isEqualTo(missing);
            assertThat(states.redundancyOf(group)).isEqualTo(redundancy);
            if (redundancy >= 0) {
                groupsWith[redundancy]++;
            }
            if (missing > 0) {
                degraded.add(group);
            }
        }
        for (int more = 0; more < groupsWith.length; more++) {
            assertThat(states.groupsWith(more))
                    .as("groups with %d", more)
                    .isEqualTo(groupsWith[more]);
        }
        TreeSet<Integer> told = new TreeSet<>();
        states.forEachDegraded(told::add);
        assertThat(told).isEqualTo(degraded);
    }
}
