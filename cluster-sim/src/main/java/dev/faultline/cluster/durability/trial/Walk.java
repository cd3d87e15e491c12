package dev.faultline.cluster.durability.trial;

/** Natural steps of one pool, nothing biased, under drive hazards that stay constant meanwhile. */
final class Walk {
    private final PoolModel model;
    private final double missionSeconds;
    private final Repair repair;
    private final Failures failures;
    private final Sojourn sojourn;

    /**
     * Groups lost, and the causes of it, by the event that {@link #step} last reported as a loss.
     */
    long lostGroups;

    int lossMask;

    Walk(PoolModel model, double missionSeconds) {
        this.model = model;
        this.missionSeconds = missionSeconds;
        this.repair = Repair.of(model);
        this.failures = new Failures(model, repair);
        this.sojourn = new Sojourn(model, repair, failures);
    }

    /** An event of a cause strikes now; true when it loses data. */
    boolean strike(PoolState state, int cause, Draws draws) {
        int before = state.mask;
        lostGroups = failures.strike(state, cause, draws);
        lossMask = before | 1 << cause;
        return lostGroups > 0;
    }

    double horizon(PoolState state, Draws draws) {
        return Math.min(repair.horizon(state, draws), missionSeconds - state.time);
    }

    /** Waits for the end of the repair step or a failure; true when the failure loses data. */
    boolean step(PoolState state, double horizon, double driveHazard, Draws draws) {
        double total = sojourn.totalRate(state, driveHazard);
        double wait = total > 0 ? draws.exponential() / total : Double.POSITIVE_INFINITY;
        if (wait < horizon) {
            repair.elapse(state, wait);
            return strike(state, drawCause(state, driveHazard, total, draws), draws);
        }
        finish(state, horizon);
        return false;
    }

    /** The repair step ends undisturbed. */
    void finish(PoolState state, double horizon) {
        repair.elapse(state, horizon);
        if (state.top > 0) {
            repair.complete(state);
        }
    }

    /** Time passes without the repair step ending. */
    void elapse(PoolState state, double seconds) {
        repair.elapse(state, seconds);
    }

    /** Adds the losses expected while waiting in this state. */
    void addExpected(Tally tally, PoolState state, double horizon, double hazard, double weight) {
        sojourn.addTo(tally, state, horizon, hazard, weight);
    }

    /** Whether latent errors lose a stripe in what the repair restores in this time. */
    boolean latentLoss(PoolState state, double seconds, Draws draws) {
        double stripes = sojourn.latentStripes(state, seconds);
        return stripes > 0 && draws.uniform() < -Math.expm1(-stripes);
    }

    int drawCause(PoolState state, double driveHazard, double total, Draws draws) {
        double point = draws.uniform() * total;
        int last = 0;
        for (int cause = 0; cause < PoolModel.CAUSES; cause++) {
            double rate = model.rate(cause, state, driveHazard);
            if (rate > 0) {
                point -= rate;
                last = cause;
                if (point < 0) {
                    break;
                }
            }
        }
        return last;
    }
}
