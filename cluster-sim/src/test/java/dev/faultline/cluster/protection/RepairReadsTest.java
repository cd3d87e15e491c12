package dev.faultline.cluster.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Worked by hand on the first of some groups, whose strips of 100 bytes lie on 12 drives apart. */
final class RepairReadsTest {

    private static final double BYTES = 100;

    private final Cluster cluster = SmallClusters.converged(12, 1, 1, 1);
    private final double[] read = new double[cluster.driveCount()];
    private final RepairReads repair = new RepairReads();

    @Test
    void aStripOfReedSolomonTakesKStripsFromAllThatAreLeft() {
        Layout layout = layout(Code.reedSolomon(6, 2), 0);

        repair.together(layout, 0, new int[] {0}, 1, BYTES, read);

        // 6 strips out of 7 survivors: 600 / 7 from each; 6 multiplied into 1.
        assertSurvivorsGive(layout, 600.0 / 7);
        assertThat(repair.stripsRead()).isEqualTo(600);
        assertThat(repair.stripsMultiplied()).isEqualTo(600);
    }

    @Test
    void twoStripsAtOnceComeOutOfTheSameReads() {
        Layout layout = layout(Code.reedSolomon(6, 2), 0, 3);

        repair.together(layout, 0, new int[] {0, 3}, 2, BYTES, read);

        assertSurvivorsGive(layout, 100);
        assertThat(repair.stripsRead()).isEqualTo(600);
        assertThat(repair.stripsMultiplied()).isEqualTo(1200);
    }

    @Test
    void twoStripsWantedByDifferentReadersAreReadForTwice() {
        Layout layout = layout(Code.reedSolomon(6, 2), 0, 3);

        repair.each(layout, 0, new int[] {0, 3}, 2, BYTES, read);

        assertSurvivorsGive(layout, 200);
        assertThat(repair.stripsRead()).isEqualTo(1200);
        assertThat(repair.stripsMultiplied()).isEqualTo(1200);
    }

    @Test
    void aLocalGroupRestoresItsOnlyMissingStrip() {
        // 6+2 in 2 local groups: strips 0..2 and their parity 8, 3..5 and 9; global 6 and 7.
        Layout layout = layout(new Code(6, 2, 2, 1), 1);

        repair.together(layout, 0, new int[] {1}, 1, BYTES, read);

        assertThat(readOf(layout, 0)).isEqualTo(100);
        assertThat(readOf(layout, 2)).isEqualTo(100);
        assertThat(readOf(layout, 8)).isEqualTo(100);
        assertThat(repair.stripsRead()).isEqualTo(300);
        assertThat(Arrays.stream(read).sum()).isEqualTo(300);
        assertThat(repair.stripsMultiplied()).isEqualTo(300);
    }

    @Test
    void twoMissingInOneLocalGroupNeedTheWholeStripe() {
        Layout layout = layout(new Code(6, 2, 2, 1), 1, 2);

        repair.together(layout, 0, new int[] {1, 2}, 2, BYTES, read);

        // 6 strips out of 8 survivors.
        assertSurvivorsGive(layout, 75);
        assertThat(repair.stripsRead()).isEqualTo(600);
    }

    @Test
    void aRegeneratingCodeReadsItsShareForOneStripAndAllForTwo() {
        // 6+4 at 40 %: 2.4 strips out of 9 survivors; the bound is (10-1)/4 / 6 = 37.5 %.
        Layout one = layout(new Code(6, 4, 0, 0.4), 0);
        repair.together(one, 0, new int[] {0}, 1, BYTES, read);
        assertSurvivorsGive(one, 240.0 / 9);
        assertThat(repair.stripsRead()).isCloseTo(240, within(1e-9));

        Arrays.fill(read, 0);
        repair.clear();
        Layout two = layout(new Code(6, 4, 0, 0.4), 0, 1);
        repair.together(two, 0, new int[] {0, 1}, 2, BYTES, read);
        assertSurvivorsGive(two, 75);
        assertThat(repair.stripsRead()).isEqualTo(600);
    }

    @Test
    void aWholeStripeTakesParitiesInThePlaceOfMissingData() {
        Layout layout = layout(Code.reedSolomon(6, 2), 0);

        repair.wholeStripe(layout, 0, 1, BYTES, read);

        // One parity more is read, half of it from each; the data strips are read anyway.
        assertThat(readOf(layout, 6)).isEqualTo(50);
        assertThat(readOf(layout, 7)).isEqualTo(50);
        assertThat(readOf(layout, 1)).isZero();
        assertThat(repair.stripsRead()).isEqualTo(100);
    }

    private Layout layout(Code code, int... gone) {
        Placement placement =
                PlacementBuilder.place(cluster, code, 1, code.width(), new SplittableRandom(3));
        GroupStates states = new GroupStates(placement, cluster.driveCount());
        for (int position : gone) {
            states.driveIs(placement.drive(0, position), StripState.GONE);
        }
        return new Layout("data", placement, BYTES, states);
    }

    private double readOf(Layout layout, int position) {
        return read[layout.placement().drive(0, position)];
    }

    private void assertSurvivorsGive(Layout layout, double bytes) {
        for (int position = 0; position < layout.code().width(); position++) {
            boolean here = layout.states().stateOf(0, position) == StripState.HERE;
            assertThat(readOf(layout, position))
                    .as("read of strip %d", position)
                    .isCloseTo(here ? bytes : 0, within(1e-9));
        }
    }
}
