package dev.faultline.cluster.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.result.SweepResult;
import dev.faultline.cluster.review.Reviews;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.node.config.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The sweep that is shipped: more megawatts never hold less, and what is said of it holds. */
final class MegawattDensityTest {

    private static final int POWER = 1;

    @Test
    void moreMegawattsNeverHoldLessOfAnyDesign() {
        Problems problems = new Problems();
        Sweep<?, ?> sweep =
                SweepReader.read(
                        Reviews.home().resolve("sweeps/megawatt-density.yaml"),
                        PriceBook.of(Reviews.CATALOG),
                        problems);
        problems.throwIfAny();

        Map<List<String>, List<Double>> usableOfDesign = new HashMap<>();
        for (SweepResult.Row row :
                Objects.requireNonNull(sweep)
                        .rows(new InputFiles(List.of()), Journal.none(), () -> false)) {
            List<String> design = new ArrayList<>(row.values());
            design.remove(POWER);
            usableOfDesign.computeIfAbsent(design, key -> new ArrayList<>()).add(usable(row));
        }

        // Two designs with three networks and three drives, each in 1, 4 and 10 MW.
        assertThat(usableOfDesign).hasSize(18);
        assertThat(usableOfDesign.values())
                .allSatisfy(usable -> assertThat(usable).hasSize(3).isSorted());
    }

    /** Nothing fits where a combination is impossible. */
    private static double usable(SweepResult.Row row) {
        return row.problem() == null
                ? (Double) Objects.requireNonNull(row.figures().getFirst())
                : 0;
    }
}
