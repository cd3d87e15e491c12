package dev.faultline.cluster.durability.burst;

import dev.faultline.node.units.RefusedArgument;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Burst probabilities for every number of failures and racks up to limits: the data of the heat
 * map. Cells where the burst cannot exist (fewer drives than racks, or more than they hold) are
 * absent.
 */
public record BurstTable(
        BurstLayout layout, int maxFailures, int maxRacks, List<BurstProbability> cells) {

    /** Most bursts that the sampler draws for one cell of a table. */
    public static final int DEFAULT_SAMPLES = 2_000;

    public BurstTable {
        cells = List.copyOf(cells);
    }

    /** Counts or samples the whole table. */
    public static BurstTable of(BurstLayout layout, int maxFailures, int maxRacks, long seed) {
        requirePossible(layout);
        int racks = Math.min(maxRacks, layout.racks());
        List<BurstProbability> cells =
                layout instanceof BurstLayout.Scattered scattered
                        ? new ScatteredBurst(scattered, seed)
                                .table(maxFailures, racks, DEFAULT_SAMPLES)
                        : counted(layout, maxFailures, racks);
        return new BurstTable(layout, maxFailures, racks, cells);
    }

    /** One cell: {@code failures} drives fail at once in exactly {@code racks} racks. */
    public static BurstProbability single(BurstLayout layout, int failures, int racks, long seed) {
        requirePossible(layout);
        if (!exists(layout, failures, racks)) {
            throw new RefusedArgument(
                    "%d failed drives cannot lie in exactly %d racks (%d racks of %d drives; failures must be from racks to racks x drives)"
                            .formatted(failures, racks, layout.racks(), layout.drivesPerRack()));
        }
        if (layout instanceof BurstLayout.Scattered scattered) {
            return new ScatteredBurst(scattered, seed).cell(failures, racks, 20 * DEFAULT_SAMPLES);
        }
        return cell(new ExactBurst(failures, racks), layout, failures, racks);
    }

    /** The cell, when such a burst exists. */
    public Optional<BurstProbability> cell(int failures, int racks) {
        return cells.stream()
                .filter(cell -> cell.failures() == failures && cell.racks() == racks)
                .findFirst();
    }

    static boolean exists(BurstLayout layout, int failures, int racks) {
        return racks >= 1
                && racks <= layout.racks()
                && failures >= racks
                && failures <= (long) racks * layout.drivesPerRack();
    }

    private static List<BurstProbability> counted(
            BurstLayout layout, int maxFailures, int maxRacks) {
        ExactBurst exact = new ExactBurst(maxFailures, maxRacks);
        List<Polynomial> survivors = exact.survivors(layout);
        List<Polynomial> bursts = exact.bursts(layout);
        List<BurstProbability> cells = new ArrayList<>();
        for (int racks = 1; racks <= maxRacks; racks++) {
            for (int failures = racks; failures <= maxFailures; failures++) {
                if (exists(layout, failures, racks)) {
                    cells.add(ratio(survivors.get(racks), bursts.get(racks), failures, racks));
                }
            }
        }
        return cells;
    }

    private static BurstProbability cell(
            ExactBurst exact, BurstLayout layout, int failures, int racks) {
        return ratio(
                exact.survivors(layout).get(racks),
                exact.bursts(layout).get(racks),
                failures,
                racks);
    }

    private static BurstProbability ratio(
            Polynomial survivors, Polynomial bursts, int failures, int racks) {
        BigInteger ways = bursts.coefficient(failures);
        return new BurstProbability.Exact(
                failures, racks, ways.subtract(survivors.coefficient(failures)), ways);
    }

    private static void requirePossible(BurstLayout layout) {
        List<String> problems = layout.problems();
        if (!problems.isEmpty()) {
            throw new RefusedArgument(String.join("; ", problems));
        }
    }
}
