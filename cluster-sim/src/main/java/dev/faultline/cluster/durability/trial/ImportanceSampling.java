package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Estimate;
import dev.faultline.cluster.durability.Method;
import dev.faultline.cluster.durability.Streams;
import java.util.ArrayList;
import java.util.List;

/**
 * Importance sampling of cycles, in rounds. Cycles are stratified by the cause that starts them:
 * after a pilot round with equal shares, every round is divided in proportion to each stratum's
 * weighted deviation (Neyman allocation), with a floor so that none is written off. Rounds have
 * fixed sizes and blocks fixed streams: the result is a function of the model and the seed.
 */
public final class ImportanceSampling {
    private static final int BLOCK = 1_000;
    private static final int PILOT_BLOCKS = 16;
    private static final int ROUGH_PILOT_BLOCKS = 4;

    /** From this relative error on a small pilot may already be enough. */
    private static final double ROUGH = 0.15;

    private static final int LARGEST_ROUND_BLOCKS = 2_048;
    private static final double FLOOR = 0.02;

    private final Cycles cycles;
    private final Effort effort;
    private final Tally[] byCause = new Tally[PoolModel.CAUSES];
    private final int[] blocksRun = new int[PoolModel.CAUSES];
    private final int pilotBlocks;

    private ImportanceSampling(PoolModel model, Effort effort) {
        this.cycles = new Cycles(model, effort.missionSeconds());
        this.effort = effort;
        this.pilotBlocks = effort.relativeError() < ROUGH ? PILOT_BLOCKS : ROUGH_PILOT_BLOCKS;
        for (int cause = 0; cause < byCause.length; cause++) {
            byCause[cause] = new Tally();
        }
    }

    /** Estimates until the effort's error or trials are reached, or its progress says stop. */
    public static Simulated estimate(PoolModel model, Effort effort) {
        return new ImportanceSampling(model, effort).run();
    }

    private Simulated run() {
        int roundBlocks = pilotBlocks;
        int[] share = pilotShare();
        boolean goOn = true;
        while (goOn) {
            runRound(share);
            CycleSums sums = sums();
            double error = relativeError(sums);
            boolean enough = error <= effort.relativeError() && sums.effectiveSamples() >= 100;
            boolean lost = trials() >= effort.mostTrials();
            double done = Math.min(1, Math.pow(effort.relativeError() / error, 2));
            goOn = effort.progress().goOn(done, estimate(sums)) && !enough && !lost;
            roundBlocks = Math.min(LARGEST_ROUND_BLOCKS, 2 * roundBlocks);
            share = neyman(roundBlocks);
        }
        CycleSums sums = sums();
        return new Simulated(estimate(sums), sums.expectedBytes(), sums.contributions());
    }

    private int[] pilotShare() {
        int[] share = new int[byCause.length];
        for (int cause = 0; cause < share.length; cause++) {
            share[cause] = cycles.events(cause) > 0 ? pilotBlocks : 0;
        }
        return share;
    }

    private int[] neyman(int blocks) {
        double[] spread = new double[byCause.length];
        double total = 0;
        for (int cause = 0; cause < spread.length; cause++) {
            Tally tally = byCause[cause];
            spread[cause] = cycles.events(cause) * Math.sqrt(tally.varianceOfMean() * tally.trials);
            total += spread[cause];
        }
        int[] share = new int[byCause.length];
        for (int cause = 0; cause < spread.length; cause++) {
            double fraction = total > 0 ? Math.max(FLOOR, spread[cause] / total) : 1;
            share[cause] =
                    cycles.events(cause) > 0 ? Math.max(1, (int) Math.round(fraction * blocks)) : 0;
        }
        return share;
    }

    private void runRound(int[] share) {
        List<int[]> blocks = new ArrayList<>();
        for (int cause = 0; cause < share.length; cause++) {
            for (int i = 0; i < share[cause]; i++) {
                blocks.add(new int[] {cause, blocksRun[cause]++});
            }
        }
        List<Tally> tallies = Blocks.run(0, blocks.size(), index -> block(blocks.get(index)));
        for (int i = 0; i < tallies.size(); i++) {
            byCause[blocks.get(i)[0]].merge(tallies.get(i));
        }
    }

    private Tally block(int[] causeAndNumber) {
        Draws draws = new Draws(Streams.of(effort.seed(), causeAndNumber[0], causeAndNumber[1]));
        ImportanceCycle cycle = new ImportanceCycle(cycles);
        Tally tally = new Tally();
        for (int i = 0; i < BLOCK; i++) {
            cycle.run(causeAndNumber[0], draws, tally);
        }
        return tally;
    }

    private CycleSums sums() {
        return new CycleSums(cycles.model, cycles.missionSeconds, cycles.events(), byCause);
    }

    private long trials() {
        long trials = 0;
        for (Tally tally : byCause) {
            trials += tally.trials;
        }
        return trials;
    }

    private static double relativeError(CycleSums sums) {
        return sums.expectedLosses() > 0 ? (sums.high() - sums.low()) / 2 / sums.probability() : 1;
    }

    private Estimate estimate(CycleSums sums) {
        return new Estimate(
                sums.probability(),
                sums.low(),
                sums.high(),
                Method.IMPORTANCE,
                trials(),
                sums.effectiveSamples(),
                warnings(sums));
    }

    private List<String> warnings(CycleSums sums) {
        List<String> warnings = new ArrayList<>();
        if (sums.expectedLosses() == 0) {
            warnings.add("no path to a loss was found: the estimate is only that none was seen");
            return warnings;
        }
        if (sums.effectiveSamples() < 100) {
            warnings.add(
                    "effective sample size is %.0f of %d cycles: the interval is too narrow"
                            .formatted(sums.effectiveSamples(), trials()));
        }
        if (sums.largestTrialShare() > 0.1) {
            warnings.add(
                    "a single cycle makes up %.0f %% of the estimate: weights are heavy-tailed"
                            .formatted(100 * sums.largestTrialShare()));
        }
        warnings.addAll(CycleWarnings.of(cycles.model, sums));
        return warnings;
    }
}
