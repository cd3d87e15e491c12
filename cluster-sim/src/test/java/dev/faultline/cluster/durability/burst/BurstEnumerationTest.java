package dev.faultline.cluster.durability.burst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counting by polynomials against looking at every one of the 2^drives sets of failed drives. */
class BurstEnumerationTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void countsLocalPoolsAsEnumerationDoes(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int pool = random.nextInt(2, 4);
        int poolsPerRack = random.nextInt(1, 3);
        int parity = random.nextInt(0, pool);
        int drives = pool * poolsPerRack;
        BurstLayout layout = new BurstLayout.LocalPools(3, drives, pool, parity);

        assertEveryCellMatches(layout, set -> anyPoolOver(set, 3 * drives, pool, parity));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void countsClusteredNetworkCodesAsEnumerationDoes(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int pool = random.nextInt(1, 3);
        int drives = 2 * pool;
        int localParity = random.nextInt(0, pool);
        int parity = random.nextInt(0, 2);
        BurstLayout layout =
                new BurstLayout.NetworkClustered(4, drives, 2, parity, pool, localParity);

        assertEveryCellMatches(
                layout,
                set -> {
                    for (int position = 0; position < 2; position++) {
                        for (int first = 0; first < 4; first += 2) {
                            int failedPools = 0;
                            for (int rack = first; rack < first + 2; rack++) {
                                int start = rack * drives + position * pool;
                                failedPools += bitsIn(set, start, pool) > localParity ? 1 : 0;
                            }
                            if (failedPools > parity) {
                                return true;
                            }
                        }
                    }
                    return false;
                });
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void countsDeclusteredNetworkCodesAsEnumerationDoes(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int pool = random.nextInt(1, 3);
        int drives = 2 * pool;
        int localParity = random.nextInt(0, pool);
        int parity = random.nextInt(0, 3);
        BurstLayout layout =
                new BurstLayout.NetworkDeclustered(4, drives, parity, pool, localParity);

        assertEveryCellMatches(
                layout,
                set -> {
                    int failedRacks = 0;
                    for (int rack = 0; rack < 4; rack++) {
                        int inRack = set >>> (rack * drives) & ((1 << drives) - 1);
                        failedRacks += anyPoolOver(inRack, drives, pool, localParity) ? 1 : 0;
                    }
                    return failedRacks > parity;
                });
    }

    /**
     * Three racks of three drives, groups of three strips, one in each rack, one parity. Failures 1
     * and 1 in two racks: a group holds both with (1/3)(1/3) = 1/9. Two groups: 1 - (8/9)^2 =
     * 17/81.
     */
    @Test
    void samplesAScatteredLayoutToItsArithmetic() {
        BurstLayout layout = new BurstLayout.Scattered(3, 3, 3, new double[] {0, 0}, 2);

        BurstProbability burst = BurstTable.single(layout, 2, 2, 1);

        assertThat(burst.probability()).isCloseTo(17.0 / 81, within(1e-12));
        assertThat(burst.low()).isCloseTo(burst.high(), within(1e-12));
    }

    /** A scattered layout with very many groups uses every combination: declustered over racks. */
    @Test
    void scatteringVeryManyGroupsComesToNetworkDeclustered() {
        BurstLayout scattered = new BurstLayout.Scattered(4, 3, 4, new double[] {0, 0}, 1_000_000);
        BurstLayout declustered = new BurstLayout.NetworkDeclustered(4, 3, 1, 1, 0);

        for (int failures = 2; failures <= 6; failures++) {
            assertThat(BurstTable.single(scattered, failures, 2, 1).probability())
                    .isCloseTo(
                            BurstTable.single(declustered, failures, 2, 1).probability(),
                            within(1e-9));
        }
    }

    private static void assertEveryCellMatches(BurstLayout layout, IntPredicate loses) {
        int racks = layout.racks();
        int drives = racks * layout.drivesPerRack();
        long[][] losses = new long[racks + 1][drives + 1];
        long[][] bursts = new long[racks + 1][drives + 1];
        for (int set = 0; set < 1 << drives; set++) {
            int hit = 0;
            for (int rack = 0; rack < racks; rack++) {
                hit +=
                        bitsIn(set, rack * layout.drivesPerRack(), layout.drivesPerRack()) > 0
                                ? 1
                                : 0;
            }
            bursts[hit][Integer.bitCount(set)]++;
            losses[hit][Integer.bitCount(set)] += loses.test(set) ? 1 : 0;
        }

        BurstTable table = BurstTable.of(layout, drives, racks, 0, () -> true);

        for (BurstProbability cell : table.cells()) {
            var exact = (BurstProbability.Exact) cell;
            assertThat(exact.ways().longValueExact())
                    .isEqualTo(bursts[cell.racks()][cell.failures()]);
            assertThat(exact.lossWays().longValueExact())
                    .as("%s, %d failures in %d racks", layout, cell.failures(), cell.racks())
                    .isEqualTo(losses[cell.racks()][cell.failures()]);
        }
        assertThat(table.cells()).isNotEmpty();
    }

    private static boolean anyPoolOver(int set, int drives, int pool, int parity) {
        for (int start = 0; start < drives; start += pool) {
            if (bitsIn(set, start, pool) > parity) {
                return true;
            }
        }
        return false;
    }

    private static int bitsIn(int set, int start, int count) {
        return Integer.bitCount(set >>> start & ((1 << count) - 1));
    }
}
