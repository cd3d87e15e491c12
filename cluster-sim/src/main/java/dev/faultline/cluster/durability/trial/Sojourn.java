package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Cause;

/**
 * What a pool may lose while it waits in one state: instead of waiting for a loss to be drawn, the
 * intensity of losing is integrated over the sojourn,
 *
 * <pre>  sum over causes i:  integral from 0 to d of exp(-L s) r_i (1 - exp(-a_i(s))) ds</pre>
 *
 * with L the rate of any failure (which ends the sojourn), r_i that of cause i, and exp(-a_i(s))
 * the probability that an event of cause i at s loses no group, while the rebuild shrinks the level
 * it works on. Five-point Gauss-Legendre; group by group when few are left, where a_i is a
 * staircase.
 */
final class Sojourn {
    private static final double[] NODES = {
        0.046910077030668, 0.230765344947158, 0.5, 0.769234655052841, 0.953089922969332
    };
    private static final double[] WEIGHTS = {
        0.118463442528095,
        0.239314335249683,
        0.284444444444444,
        0.239314335249683,
        0.118463442528095
    };
    private static final int FEW = 8;

    private final PoolModel model;
    private final Repair repair;
    private final Failures failures;

    Sojourn(PoolModel model, Repair repair, Failures failures) {
        this.model = model;
        this.repair = repair;
        this.failures = failures;
    }

    /** Adds the expected losses of waiting up to {@code seconds} in this state. */
    void addTo(Tally tally, PoolState state, double seconds, double driveHazard, double weight) {
        double totalRate = totalRate(state, driveHazard);
        double stay = decayed(totalRate, seconds);
        tally.busySeconds += weight * stay;
        addLatent(tally, state, stay, weight);
        for (int cause = 0; cause < PoolModel.CAUSES; cause++) {
            double rate = model.rate(cause, state, driveHazard);
            if (rate > 0) {
                addCause(tally, state, cause, seconds, totalRate, weight * rate);
            }
        }
    }

    double totalRate(PoolState state, double driveHazard) {
        double rate = 0;
        for (int cause = 0; cause < PoolModel.CAUSES; cause++) {
            rate += model.rate(cause, state, driveHazard);
        }
        return rate;
    }

    /** Stripes expected lost to latent errors in what the repair restores in {@code seconds}. */
    double latentStripes(PoolState state, double seconds) {
        int level = repair.shrinking(state);
        if (level == 0) {
            level = model.groupWise ? 0 : state.top;
        }
        return model.latentLoss[level] * seconds / repair.secondsPerGroup(state);
    }

    private void addLatent(Tally tally, PoolState state, double stay, double weight) {
        double stripes = latentStripes(state, stay);
        if (stripes > 0) {
            double bytes = stripes * model.hazards.latent().extentBytes() * model.code().data();
            tally.add(
                    state.mask | Cause.LATENT.bit(),
                    -weight * Math.expm1(-stripes),
                    weight * bytes);
        }
    }

    private void addCause(
            Tally tally,
            PoolState state,
            int cause,
            double seconds,
            double totalRate,
            double rate) {
        Strike strike = failures.strike(cause, state);
        int shrinking = repair.shrinking(state);
        double fixedExponent = Failures.exponent(state.intact(model.groups), strike.loss[0]);
        double fixedGroups = state.intact(model.groups) * strike.loss[0];
        for (int level = 1; level <= state.top; level++) {
            if (level != shrinking) {
                fixedExponent += Failures.exponent(state.groups[level], strike.loss[level]);
                fixedGroups += state.groups[level] * strike.loss[level];
            }
        }
        double loss = shrinking == 0 ? 0 : strike.loss[shrinking];
        if (fixedExponent == 0 && loss == 0) {
            return;
        }
        double losses = 0;
        double groups = 0;
        if (loss == 0) {
            double stay = decayed(totalRate, seconds);
            losses = -Math.expm1(-fixedExponent) * stay;
            groups = fixedGroups * stay;
        } else if (state.groups[shrinking] <= FEW) {
            double perGroup = repair.secondsPerGroup(state);
            double from = 0;
            for (long left = state.groups[shrinking]; left > 0 && from < seconds; left--) {
                double done = state.groups[shrinking] - left + 1;
                double to = Math.min(seconds, done * perGroup - state.credit);
                double stay = Math.exp(-totalRate * from) * decayed(totalRate, to - from);
                losses -= stay * Math.expm1(-fixedExponent - Failures.exponent(left, loss));
                groups += stay * (fixedGroups + left * loss);
                from = to;
            }
        } else {
            double perGroup = repair.secondsPerGroup(state);
            for (int node = 0; node < NODES.length; node++) {
                double at = NODES[node] * seconds;
                double left =
                        Math.max(0, state.groups[shrinking] - (state.credit + at) / perGroup + 0.5);
                double stay = WEIGHTS[node] * seconds * Math.exp(-totalRate * at);
                losses -= stay * Math.expm1(-fixedExponent - Failures.exponent(left, loss));
                groups += stay * (fixedGroups + left * loss);
            }
        }
        double bytes = model.lostGroups(groups) * model.layout.groupDataBytes();
        tally.add(state.mask | 1 << cause, rate * losses, rate * bytes);
    }

    /** Integral of exp(-rate s) from 0 to seconds. */
    static double decayed(double rate, double seconds) {
        double exponent = rate * seconds;
        return exponent < 1e-9 ? seconds : -Math.expm1(-exponent) / rate;
    }
}
