package dev.faultline.cluster.durability.burst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bursts that are drawn against bursts that are counted. */
class GridBurstTest {

    /** Few failures a rack take one way to divide them over racks, more than 20 another. */
    static Stream<Arguments> bursts() {
        return Stream.of(
                Arguments.of(new BurstLayout.LocalPools(6, 20, 10, 2), 5, 2),
                Arguments.of(new BurstLayout.LocalPools(6, 200, 10, 5), 90, 3),
                Arguments.of(new BurstLayout.NetworkClustered(6, 20, 3, 1), 12, 5),
                Arguments.of(new BurstLayout.NetworkClustered(6, 60, 3, 1, 30, 14), 100, 4),
                Arguments.of(new BurstLayout.NetworkDeclustered(6, 20, 1, 5, 1), 8, 4),
                Arguments.of(new BurstLayout.NetworkDeclustered(6, 60, 2, 30, 14), 105, 4));
    }

    /** Within three half-widths of the 95 % interval: six standard errors. */
    @ParameterizedTest(name = "{0}, {1} failures in {2} racks")
    @MethodSource("bursts")
    void drawsWhatCountingFinds(BurstLayout layout, int failures, int racks) {
        double exact = BurstTable.single(layout, failures, racks, 1).probability();

        BurstProbability drawn = new GridBurst(layout, 1).cell(failures, racks, 20_000);

        assertThat(exact).isBetween(0.01, 0.99);
        double halfWidth = (drawn.high() - drawn.low()) / 2;
        assertThat(Math.abs(drawn.probability() - exact)).isLessThan(3 * halfWidth);
        assertThat(halfWidth).isLessThan(0.02);
    }

    @Test
    void drawsWhereCountingIsOutOfReach() {
        BurstLayout layout = new BurstLayout.LocalPools(40, 800, 100, 30);

        BurstProbability burst = BurstTable.single(layout, 3_000, 40, 1);

        assertThat(burst).isInstanceOf(BurstProbability.Sampled.class);
        assertThat(burst.low()).isLessThan(burst.high());
    }

    @Test
    void aTableThatIsStoppedHasTheCellsSoFar() {
        BurstLayout layout = new BurstLayout.Scattered(8, 10, 6, new double[] {0, 0, 0}, 50);

        BurstTable table = BurstTable.of(layout, 12, 8, 1, () -> false);

        assertThat(table.cells()).isNotEmpty();
        assertThat(table.cells().size()).isLessThan(BurstTable.size(layout, 12, 8));
    }

    @Test
    void aScatteredLayoutIsNoGrid() {
        BurstLayout scattered = new BurstLayout.Scattered(8, 10, 6, new double[] {0, 0}, 50);

        assertThatThrownBy(() -> new GridBurst(scattered, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
