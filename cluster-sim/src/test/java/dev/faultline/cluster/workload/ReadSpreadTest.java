package dev.faultline.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.GroupStates;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.PartlyRecreated;
import dev.faultline.cluster.protection.Placement;
import dev.faultline.cluster.protection.PlacementBuilder;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** 6+2 on twelve drives in twelve domains. */
final class ReadSpreadTest {

    private static final Offset<Double> EXACT = within(1e-12);

    private final Cluster cluster = SmallClusters.converged(12, 1, 1, 1);
    private final Placement placement =
            PlacementBuilder.place(cluster, Code.reedSolomon(6, 2), 1, 64, new SplittableRandom(1));
    private final GroupStates states = new GroupStates(placement, cluster.driveCount());
    private final Layout layout = new Layout("data", placement, 1, states);

    @Test
    void whileNothingIsMissingEveryDriveServesItsDataStrips() {
        ReadSpread spread = spread(Access.RANDOM);

        double strips = 6.0 * placement.groupCount();
        assertThat(spread.bytesOfDrive()[3]).isCloseTo(placement.dataStripsOf(3) / strips, EXACT);
        assertThat(spread.readBytes()).isCloseTo(1, EXACT);
        assertThat(spread.multipliedBytes()).isZero();
        assertThat(spread.readableShare()).isEqualTo(1);
    }

    @Test
    void aSmallReadOfAMissingStripReadsSixInItsPlace() {
        states.driveIs(3, StripState.GONE);
        double missing = placement.dataStripsOf(3) / (6.0 * placement.groupCount());

        ReadSpread spread = spread(Access.RANDOM);

        assertThat(spread.readBytes()).isCloseTo(1 - missing + 6 * missing, EXACT);
        assertThat(spread.multipliedBytes()).isCloseTo(6 * missing, EXACT);
        assertThat(spread.bytesOfDrive()[3]).isZero();
        assertThat(Arrays.stream(spread.bytesOfDrive()).sum()).isCloseTo(spread.readBytes(), EXACT);
        assertThat(spread.readableShare()).isEqualTo(1);
    }

    @Test
    void aReadOfWholeStripesTakesAParityInItsPlace() {
        states.driveIs(3, StripState.AWAY);
        double missing = placement.dataStripsOf(3) / (6.0 * placement.groupCount());

        ReadSpread spread = spread(Access.SEQUENTIAL);

        assertThat(spread.readBytes()).isCloseTo(1, EXACT);
        assertThat(spread.multipliedBytes()).isCloseTo(6 * missing, EXACT);
    }

    @Test
    void whatCannotBeDecodedIsNotRead() {
        for (int drive = 0; drive < 9; drive++) {
            states.driveIs(drive, StripState.AWAY);
        }
        // Three drives are left, and no group of 6+2 can do with three.
        double here = 0;
        for (int drive = 9; drive < 12; drive++) {
            here += placement.dataStripsOf(drive) / (6.0 * placement.groupCount());
        }

        ReadSpread spread = spread(Access.RANDOM);

        assertThat(spread.readableShare()).isCloseTo(here, EXACT);
        assertThat(spread.readBytes()).isCloseTo(here, EXACT);
        assertThat(spread.multipliedBytes()).isZero();
    }

    /** A third of the stripes of one group have their strip on drive 5 by now. */
    @Test
    void whatIsRecreatedOfAGroupIsReadWhereItLies() {
        states.driveIs(3, StripState.GONE);
        int group = groupWithDataOnDrive3();
        int position = positionOnDrive3(group);
        PartlyRecreated third =
                (of, action) ->
                        action.accept(
                                new PartlyRecreated.Part(
                                        group, new int[] {position}, new int[] {5}, 1.0 / 3));
        ReadSpread before = spread(Access.RANDOM);

        ReadSpread after = ReadSpread.of(layout, third, Access.RANDOM, cluster.driveCount());

        // Six strips' worth less for that third, and one in their place; helpers read 6/7 each
        double strip = 1 / (6.0 * placement.groupCount());
        assertThat(before.readBytes() - after.readBytes()).isCloseTo(5 * strip / 3, EXACT);
        assertThat(before.multipliedBytes() - after.multipliedBytes())
                .isCloseTo(6 * strip / 3, EXACT);
        double helper = placementHas(group, 5) ? 6.0 / 7 : 0;
        assertThat(after.bytesOfDrive()[5] - before.bytesOfDrive()[5])
                .isCloseTo((1 - helper) * strip / 3, EXACT);
        assertThat(after.readableShare()).isEqualTo(1);
    }

    private int groupWithDataOnDrive3() {
        for (int group = 0; group < placement.groupCount(); group++) {
            int position = positionOnDrive3(group);
            if (position >= 0 && position < 6) {
                return group;
            }
        }
        throw new AssertionError("drive 3 has no data");
    }

    private int positionOnDrive3(int group) {
        for (int position = 0; position < 8; position++) {
            if (placement.drive(group, position) == 3) {
                return position;
            }
        }
        return -1;
    }

    private boolean placementHas(int group, int drive) {
        for (int position = 0; position < 8; position++) {
            if (placement.drive(group, position) == drive) {
                return true;
            }
        }
        return false;
    }

    private ReadSpread spread(Access access) {
        return ReadSpread.of(layout, PartlyRecreated.NOTHING, access, cluster.driveCount());
    }
}
