package dev.faultline.cluster.durability.trial;

import java.util.ArrayList;
import java.util.List;

/**
 * Fixed-effort multilevel splitting of cycles. The level is the number of erasures of the most
 * exposed group. Stage by stage, the same number of trials starts from the states in which the
 * stage's level was first reached, each running naturally until it gets deeper or the pool is
 * intact; the share that gets deeper multiplies the weight of all that follows. Losses are the
 * intensities integrated along every trial, times its stage's weight. Unbiased for any effort;
 * replications are independent.
 */
final class SplittingReplication {
    private final Cycles cycles;
    private final PoolModel model;
    private final Walk walk;
    private final int effort;

    /** Successes of the leanest stage of the last run: few means a rough estimate. */
    int leanestStage;

    SplittingReplication(Cycles cycles, int effort) {
        this.cycles = cycles;
        this.model = cycles.model;
        this.walk = new Walk(model, cycles.missionSeconds);
        this.effort = effort;
    }

    /** Adds the mean losses of a cycle of this cause to the trial in progress. */
    void run(int cause, double scale, Draws draws, Tally tally) {
        leanestStage = effort;
        List<PoolState> states = starts(cause, scale, draws, tally);
        double weight = scale * states.size() / effort;
        for (int level = 1; !states.isEmpty(); level++) {
            List<PoolState> deeper = new ArrayList<>();
            int deeperTrials = 0;
            for (int trial = 0; trial < effort; trial++) {
                PoolState state = new PoolState(model.deepest);
                state.copyFrom(states.get(trial % states.size()));
                if (runStage(state, level, weight / effort, draws, tally)) {
                    deeper.add(state);
                    deeperTrials++;
                }
            }
            weight *= (double) deeperTrials / effort;
            states = deeper;
            leanestStage =
                    level < model.deepest ? Math.min(leanestStage, deeperTrials) : leanestStage;
        }
    }

    private List<PoolState> starts(int cause, double scale, Draws draws, Tally tally) {
        List<PoolState> states = new ArrayList<>();
        Failures failures = new Failures(model, Repair.of(model));
        for (int trial = 0; trial < effort; trial++) {
            PoolState state = new PoolState(model.deepest);
            state.clear(cycles.start(cause, draws));
            double exponent = failures.lossExponent(state, cause);
            if (exponent > 0) {
                double groups = model.groups * failures.strike(cause, state).loss[0];
                double bytes = model.lostGroups(groups) * model.layout.groupDataBytes();
                double share = scale / effort;
                tally.add(1 << cause, -share * Math.expm1(-exponent), share * bytes);
            }
            if (!walk.strike(state, cause, draws) && state.top > 0) {
                states.add(state);
            }
        }
        return states;
    }

    /** True when the trial got past the level; the state is then where it did. */
    private boolean runStage(PoolState state, int level, double weight, Draws draws, Tally tally) {
        double hazard = cycles.hazard.at(state.time);
        while (state.top > 0 && state.time < cycles.missionSeconds) {
            if (state.top > level) {
                return true;
            }
            double horizon = walk.horizon(state, draws);
            walk.addExpected(tally, state, horizon, hazard, weight);
            if (walk.step(state, horizon, hazard, draws)) {
                return false;
            }
        }
        return false;
    }
}
