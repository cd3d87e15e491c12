package dev.faultline.cluster.durability.burst;

import dev.faultline.node.units.RefusedArgument;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Burst probabilities for every number of failures and racks up to limits: the data of the heat
 * map. Cells where the burst cannot exist (fewer drives than racks, or more than they hold) are
 * absent.
 */
public record BurstTable(
        BurstLayout layout, int maxFailures, int maxRacks, List<BurstProbability> cells) {

    /** Most bursts that the sampler draws for one cell of a table. */
    public static final int DEFAULT_SAMPLES = 2_000;

    private static final int SAMPLES_ALONE = 20 * DEFAULT_SAMPLES;

    /** Beyond this, counting is out of reach and bursts are drawn. */
    private static final double LONGEST_COUNT_SECONDS = 20;

    public BurstTable {
        cells = List.copyOf(cells);
    }

    /**
     * Counts the whole table where that takes seconds; else samples it, cell by cell on all cores.
     *
     * @param goOn asked after each sampled cell; when it says no, the cells so far are the table
     */
    public static BurstTable of(
            BurstLayout layout, int maxFailures, int maxRacks, long seed, BooleanSupplier goOn) {
        requirePossible(layout);
        int racks = Math.min(maxRacks, layout.racks());
        List<BurstProbability> cells =
                counts(layout, maxFailures, racks)
                        ? counted(layout, maxFailures, racks)
                        : sampled(layout, bursts(layout, maxFailures, racks), seed, goOn);
        return new BurstTable(layout, maxFailures, racks, cells);
    }

    /** How many cells a table has: the bursts that can be. */
    public static int size(BurstLayout layout, int maxFailures, int maxRacks) {
        return bursts(layout, maxFailures, Math.min(maxRacks, layout.racks())).size();
    }

    /** One cell: {@code failures} drives fail at once in exactly {@code racks} racks. */
    public static BurstProbability single(BurstLayout layout, int failures, int racks, long seed) {
        requirePossible(layout);
        if (!exists(layout, failures, racks)) {
            throw new RefusedArgument(
                    "%d failed drives cannot lie in exactly %d racks (%d racks of %d drives; failures must be from racks to racks x drives)"
                            .formatted(failures, racks, layout.racks(), layout.drivesPerRack()));
        }
        return counts(layout, failures, racks)
                ? cell(new ExactBurst(failures, racks), layout, failures, racks)
                : sampler(layout, seed).cell(failures, racks, SAMPLES_ALONE);
    }

    /** The cell, when such a burst exists. */
    public Optional<BurstProbability> cell(int failures, int racks) {
        return cells.stream()
                .filter(cell -> cell.failures() == failures && cell.racks() == racks)
                .findFirst();
    }

    private static boolean counts(BurstLayout layout, int maxFailures, int maxRacks) {
        return !(layout instanceof BurstLayout.Scattered)
                && ExactBurst.seconds(layout, maxFailures, maxRacks) <= LONGEST_COUNT_SECONDS;
    }

    private static BurstSampler sampler(BurstLayout layout, long seed) {
        return layout instanceof BurstLayout.Scattered scattered
                ? new ScatteredBurst(scattered, seed)
                : new GridBurst(layout, seed);
    }

    private static List<BurstProbability> sampled(
            BurstLayout layout, List<int[]> bursts, long seed, BooleanSupplier goOn) {
        BurstSampler sampler = sampler(layout, seed);
        AtomicBoolean wanted = new AtomicBoolean(true);
        return bursts.parallelStream()
                .filter(_ -> wanted.get())
                .map(burst -> {
                    BurstProbability cell = sampler.cell(burst[0], burst[1], DEFAULT_SAMPLES);
                    if (!goOn.getAsBoolean()) {
                        wanted.set(false);
                    }
                    return cell;
                })
                .toList();
    }

    /** Pairs of failures and racks that can be, by racks. */
    private static List<int[]> bursts(BurstLayout layout, int maxFailures, int maxRacks) {
        List<int[]> bursts = new ArrayList<>();
        for (int racks = 1; racks <= maxRacks; racks++) {
            for (int failures = racks; failures <= maxFailures; failures++) {
                if (exists(layout, failures, racks)) {
                    bursts.add(new int[] {failures, racks});
                }
            }
        }
        return bursts;
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
        List<Polynomial> all = exact.bursts(layout);
        List<BurstProbability> cells = new ArrayList<>();
        for (int[] burst : bursts(layout, maxFailures, maxRacks)) {
            cells.add(ratio(survivors.get(burst[1]), all.get(burst[1]), burst[0], burst[1]));
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
