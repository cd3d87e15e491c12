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

    private ReadSpread spread(Access access) {
        return ReadSpread.of(layout, PartlyRecreated.NOTHING, access, cluster.driveCount());
    }
}
