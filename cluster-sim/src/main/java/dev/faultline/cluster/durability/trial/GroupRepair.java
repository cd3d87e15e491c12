package dev.faultline.cluster.durability.trial;

/**
 * Most exposed first: the rebuild works on the highest level it knows of, group after group, and
 * restores each completely. Groups struck now become known after the detection time (and the
 * replacement time, when more drives are down than the spare space holds); a level that receives
 * such groups is known when the last of them is.
 */
final class GroupRepair implements Repair {
    private static final double WHOLE = 1e-9;

    private final PoolModel model;

    GroupRepair(PoolModel model) {
        this.model = model;
    }

    @Override
    public double horizon(PoolState state, Draws draws) {
        choose(state);
        double next = Double.POSITIVE_INFINITY;
        if (state.active > 0) {
            next = state.groups[state.active] * secondsPerGroup(state) - state.credit;
        }
        for (int level = state.top; level > state.active; level--) {
            if (state.groups[level] > 0) {
                next = Math.min(next, state.knownAt[level] - state.time);
            }
        }
        return Math.max(0, next);
    }

    @Override
    public void elapse(PoolState state, double seconds) {
        state.time += seconds;
        if (state.active == 0) {
            return;
        }
        double perGroup = secondsPerGroup(state);
        double spent = state.credit + seconds;
        long rebuilt = (long) Math.min(state.groups[state.active], spent / perGroup + WHOLE);
        state.groups[state.active] -= rebuilt;
        state.credit = Math.max(0, spent - rebuilt * perGroup);
        if (state.groups[state.active] == 0) {
            state.active = 0;
            state.credit = 0;
            state.settle();
        }
    }

    @Override
    public void complete(PoolState state) {
        choose(state);
    }

    @Override
    public void struck(PoolState state, int from, int to, long groups) {
        double delay = model.rebuild.detectSeconds();
        if (state.failed > Math.min(model.layout.spareDrives(), model.rebuild.restorableDrives())) {
            delay += model.rebuild.replacementSeconds();
        }
        state.knownAt[to] = Math.max(state.knownAt[to], state.time + delay);
    }

    @Override
    public int shrinking(PoolState state) {
        return state.active;
    }

    @Override
    public double secondsPerGroup(PoolState state) {
        return model.rebuild.times().seconds(state.active, 1, state.failed);
    }

    /** Turns to the highest known level; a group left half done is begun again. */
    private void choose(PoolState state) {
        for (int level = state.top; level > 0; level--) {
            if (state.groups[level] > 0 && state.knownAt[level] <= state.time + WHOLE) {
                if (level != state.active) {
                    state.active = level;
                    state.credit = 0;
                }
                return;
            }
        }
        state.active = 0;
        state.credit = 0;
    }
}
