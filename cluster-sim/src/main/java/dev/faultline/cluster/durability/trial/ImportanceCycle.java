package dev.faultline.cluster.durability.trial;

/**
 * One cycle under importance sampling by balanced failure biasing. While the pool is exposed,
 * failures come fast enough that the next one is about as likely as the end of the repair step;
 * which cause strikes is drawn half evenly and half by rate; a hit on the most exposed groups is
 * forced half of the time. Every choice multiplies the weight by (true probability / the one used),
 * so expectations stay exact. Once the deepest level is reached the bias is off: from there the
 * losses themselves are integrated, not drawn.
 */
final class ImportanceCycle {
    private static final int MOST_STEPS = 100_000;

    private final Cycles cycles;
    private final PoolModel model;
    private final Repair repair;
    private final Failures failures;
    private final Sojourn sojourn;
    private final PoolState state;
    private final double[] rates = new double[PoolModel.CAUSES];

    ImportanceCycle(Cycles cycles) {
        this.cycles = cycles;
        this.model = cycles.model;
        this.repair = Repair.of(model);
        this.failures = new Failures(model, repair);
        this.sojourn = new Sojourn(model, repair, failures);
        this.state = new PoolState(model.deepest);
    }

    /** Simulates a cycle that starts with an event of {@code cause}; adds its losses. */
    void run(int cause, Draws draws, Tally tally) {
        state.clear(cycles.start(cause, draws));
        double driveHazard = cycles.hazard.at(state.time);
        double weight = strikeAtStart(cause, draws, tally);
        boolean biased = true;
        for (int step = 0; state.top > 0 && weight > 0 && step < MOST_STEPS; step++) {
            biased &= state.top < model.deepest;
            double horizon =
                    Math.min(repair.horizon(state, draws), cycles.missionSeconds - state.time);
            sojourn.addTo(tally, state, horizon, driveHazard, weight);
            weight *= step(horizon, driveHazard, biased, draws);
            if (state.time >= cycles.missionSeconds) {
                break;
            }
        }
        tally.pathsReachingDepth += biased ? 0 : 1;
        tally.endTrial();
    }

    private double strikeAtStart(int cause, Draws draws, Tally tally) {
        double exponent = failures.lossExponent(state, cause);
        if (exponent > 0) {
            double groups = model.groups * failures.strike(cause, state).loss[0];
            tally.add(
                    1 << cause,
                    -Math.expm1(-exponent),
                    model.lostGroups(groups) * model.layout.groupDataBytes());
        }
        return Math.exp(-exponent) * failures.strikeSurviving(state, cause, draws, true);
    }

    /** Waits for the repair or a failure, whichever is drawn; returns the likelihood ratio. */
    private double step(double horizon, double driveHazard, boolean biased, Draws draws) {
        double total = 0;
        int possible = 0;
        for (int cause = 0; cause < rates.length; cause++) {
            rates[cause] = model.rate(cause, state, driveHazard);
            total += rates[cause];
            possible += rates[cause] > 0 ? 1 : 0;
        }
        if (total * horizon <= 0) {
            repair.elapse(state, horizon);
            if (state.top > 0) {
                repair.complete(state);
            }
            return 1;
        }
        double speedUp = biased ? Math.max(1, Math.log(2) / (total * horizon)) : 1;
        double wait = draws.exponential() / (total * speedUp);
        if (!(wait < horizon)) {
            repair.elapse(state, horizon);
            if (state.top > 0) {
                repair.complete(state);
            }
            return Math.exp((speedUp - 1) * total * horizon);
        }
        repair.elapse(state, wait);
        double ratio = Math.exp((speedUp - 1) * total * wait) / speedUp;
        double mixed = biased ? 0.5 : 0;
        int cause = drawCause(draws, total, possible, mixed);
        double natural = rates[cause] / total;
        ratio *= natural / (mixed / possible + (1 - mixed) * natural);
        ratio *= Math.exp(-failures.lossExponent(state, cause));
        return ratio == 0 ? 0 : ratio * failures.strikeSurviving(state, cause, draws, biased);
    }

    private int drawCause(Draws draws, double total, int possible, double mixed) {
        double point = draws.uniform();
        int last = 0;
        for (int cause = 0; cause < rates.length; cause++) {
            if (rates[cause] > 0) {
                point -= mixed / possible + (1 - mixed) * rates[cause] / total;
                last = cause;
                if (point < 0) {
                    break;
                }
            }
        }
        return last;
    }
}
