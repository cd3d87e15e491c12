package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Cause;

/** Applies failure events to a pool's state. One instance a thread: it keeps tables it has made. */
final class Failures {
    private static final int KEPT = 64;

    private final PoolModel model;
    private final Repair repair;
    private final Strike[] driveStrikes = new Strike[KEPT];

    Failures(PoolModel model, Repair repair) {
        this.model = model;
        this.repair = repair;
    }

    /** What an event of this cause does in a state. */
    Strike strike(int cause, PoolState state) {
        if (cause != Cause.DRIVE.ordinal()) {
            return state.struck[cause] == 0 ? model.strikes[cause] : model.furtherStrikes[cause];
        }
        int index = Math.min(state.failed, model.drives - 1);
        if (index >= KEPT) {
            return driveStrike(index);
        }
        if (driveStrikes[index] == null) {
            driveStrikes[index] = driveStrike(index);
        }
        return driveStrikes[index];
    }

    /** The event as it happens; returns how many groups it made undecodable. */
    long strike(PoolState state, int cause, Draws draws) {
        Strike strike = strike(cause, state);
        begin(state, cause);
        long lost = 0;
        int before = state.top;
        for (int level = Math.max(before, 0); level >= 0; level--) {
            long here = level == 0 ? state.intact(model.groups) : state.groups[level];
            long gone = draws.binomial(here, strike.loss[level]);
            lost += gone;
            if (level > 0) {
                state.groups[level] -= gone;
            }
            double survive = 1 - strike.loss[level];
            long hit =
                    draws.binomial(here - gone, survive > 0 ? strike.deeper(level) / survive : 0);
            deepen(state, strike, level, hit, draws);
        }
        end(state, cause, before);
        return lost;
    }

    /**
     * The event given that no group is lost. Where a hit on the top level is unlikely it is forced
     * half of the time when {@code forced}; returns the likelihood ratio of what was drawn.
     */
    double strikeSurviving(PoolState state, int cause, Draws draws, boolean forced) {
        Strike strike = strike(cause, state);
        begin(state, cause);
        double ratio = 1;
        int before = state.top;
        for (int level = before; level >= 0; level--) {
            long here = level == 0 ? state.intact(model.groups) : state.groups[level];
            double survive = 1 - strike.loss[level];
            double chance = survive > 0 ? Math.min(1, strike.deeper(level) / survive) : 0;
            long hit;
            if (forced && level == before && here > 0 && chance > 0) {
                double natural = -Math.expm1(here * Math.log1p(-chance));
                double biased = Math.max(natural, 0.5);
                if (draws.uniform() < biased) {
                    hit = draws.binomialHit(here, chance);
                    ratio *= natural / biased;
                } else {
                    hit = 0;
                    ratio *= (1 - natural) / (1 - biased);
                }
            } else {
                hit = draws.binomial(here, chance);
            }
            deepen(state, strike, level, hit, draws);
        }
        end(state, cause, before);
        return ratio;
    }

    /** -ln of the probability that no group is lost to an event of this cause now. */
    double lossExponent(PoolState state, int cause) {
        Strike strike = strike(cause, state);
        double exponent = exponent(state.intact(model.groups), strike.loss[0]);
        for (int level = 1; level <= state.top; level++) {
            exponent += exponent(state.groups[level], strike.loss[level]);
        }
        return exponent;
    }

    static double exponent(double groups, double loss) {
        return groups > 0 && loss > 0 ? -groups * Math.log1p(-loss) : 0;
    }

    private void begin(PoolState state, int cause) {
        state.failed += cause == Cause.DRIVE.ordinal() ? 1 : model.placeDrives[cause];
        state.failed = Math.min(state.failed, model.drives);
        state.struck[cause]++;
    }

    private static void end(PoolState state, int cause, int before) {
        int mask = state.mask;
        state.settle();
        if (state.top > before) {
            state.mask = mask | 1 << cause;
        }
    }

    /** Spreads the groups hit over the levels they reach. */
    private void deepen(PoolState state, Strike strike, int level, long hit, Draws draws) {
        if (hit == 0) {
            return;
        }
        if (level > 0) {
            state.groups[level] -= hit;
        }
        double[] further = strike.further[level];
        double chanceLeft = strike.deeper(level);
        long left = hit;
        for (int more = 1; more < further.length && left > 0; more++) {
            long here =
                    more == further.length - 1
                            ? left
                            : draws.binomial(left, Math.min(1, further[more] / chanceLeft));
            if (here > 0) {
                state.groups[level + more] += here;
                repair.struck(state, level, level + more, here);
            }
            left -= here;
            chanceLeft -= further[more];
        }
    }

    private Strike driveStrike(int failed) {
        double[] chance = new double[model.deepest + 1];
        for (int level = 0; level <= model.deepest; level++) {
            chance[level] =
                    Math.clamp((double) (model.strips - level) / (model.drives - failed), 0, 1);
        }
        return Strike.ofDrive(model.code(), chance, model.deepest);
    }
}
