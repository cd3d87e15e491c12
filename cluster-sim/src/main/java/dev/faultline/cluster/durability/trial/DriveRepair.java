package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.RepairConvention;

/**
 * Drive by drive: the population is one group as wide as the pool, whose level is the number of
 * drives down. Serial: one repair stream, shared equally. Parallel: each drive at full rate.
 */
final class DriveRepair implements Repair {
    private final PoolModel model;
    private final boolean parallel;
    private final double driveSeconds;

    DriveRepair(PoolModel model) {
        this.model = model;
        this.parallel = model.rebuild.convention() == RepairConvention.PARALLEL;
        this.driveSeconds = model.rebuild.times().seconds(1, 1, 1) + model.rebuild.detectSeconds();
    }

    @Override
    public double horizon(PoolState state, Draws draws) {
        int down = state.top;
        if (model.rebuild.memoryless()) {
            double mean = parallel ? driveSeconds / down : driveSeconds;
            return mean * draws.exponential();
        }
        double least = Double.POSITIVE_INFINITY;
        for (int drive = 0; drive < down; drive++) {
            least = Math.min(least, state.workLeft[drive]);
        }
        return least * driveSeconds * (parallel ? 1 : down);
    }

    @Override
    public void elapse(PoolState state, double seconds) {
        state.time += seconds;
        double done = seconds / driveSeconds / (parallel ? 1 : state.top);
        for (int drive = 0; drive < state.top; drive++) {
            state.workLeft[drive] = Math.max(0, state.workLeft[drive] - done);
        }
    }

    @Override
    public void complete(PoolState state) {
        int done = 0;
        for (int drive = 1; drive < state.top; drive++) {
            done = state.workLeft[drive] < state.workLeft[done] ? drive : done;
        }
        state.workLeft[done] = state.workLeft[state.top - 1];
        state.groups[state.top]--;
        if (state.top > 1) {
            state.groups[state.top - 1]++;
        }
        state.failed--;
        state.settle();
    }

    @Override
    public void struck(PoolState state, int from, int to, long groups) {
        for (int drive = from; drive < to; drive++) {
            state.workLeft[drive] = 1;
        }
    }

    @Override
    public int shrinking(PoolState state) {
        return 0;
    }

    @Override
    public double secondsPerGroup(PoolState state) {
        return parallel ? driveSeconds / Math.max(1, state.top) : driveSeconds;
    }
}
