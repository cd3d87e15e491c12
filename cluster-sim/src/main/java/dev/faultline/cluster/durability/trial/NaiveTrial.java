package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Cause;

/**
 * One mission of the whole cluster, drawn as it would happen: no bias, no conditioning, a loss is
 * counted when it is drawn. The yardstick for the other methods, and for ages: drives carry their
 * own, in cohorts of equal age. A trial ends at its first loss.
 */
final class NaiveTrial {
    private final PoolModel model;
    private final double missionSeconds;
    private final Walk walk;
    private final PoolState state;
    private final DriveAges ages;
    private final double constantHazard;
    private final double intactRate;

    NaiveTrial(PoolModel model, double missionSeconds) {
        this.model = model;
        this.missionSeconds = missionSeconds;
        this.walk = new Walk(model, missionSeconds);
        this.state = new PoolState(model.deepest);
        this.ages = new DriveAges(model.lifetime, model.drives);
        this.constantHazard = model.lifetime.memoryless() ? model.lifetime.cumulativeHazard(1) : 0;
        double rate = 0;
        for (int cause = 0; cause < PoolModel.CAUSES; cause++) {
            rate += model.rate(cause, state, constantHazard);
        }
        this.intactRate = rate;
    }

    void run(Draws draws, Tally tally) {
        boolean ageless = model.lifetime.memoryless();
        for (int pool = model.layout.pools(); pool > 0; pool--) {
            if (ageless ? losesWithoutAges(draws, tally) : losesWithAges(draws, tally)) {
                break;
            }
        }
        tally.endTrial();
    }

    private boolean losesWithoutAges(Draws draws, Tally tally) {
        double first = draws.exponential() / intactRate;
        if (!(first < missionSeconds)) {
            return false;
        }
        state.clear(0);
        double wait = first;
        while (state.time + wait < missionSeconds) {
            state.time += wait;
            int cause = walk.drawCause(state, constantHazard, intactRate, draws);
            if (walk.strike(state, cause, draws)) {
                return record(tally);
            }
            while (state.top > 0 && state.time < missionSeconds) {
                double horizon = walk.horizon(state, draws);
                if (losesToLatent(horizon, draws)) {
                    return recordLatent(tally);
                }
                if (walk.step(state, horizon, constantHazard, draws)) {
                    return record(tally);
                }
            }
            wait = draws.exponential() / intactRate;
        }
        return false;
    }

    private boolean losesWithAges(Draws draws, Tally tally) {
        state.clear(0);
        ages.reset();
        while (state.time < missionSeconds) {
            double placeRate = 0;
            for (int cause = 1; cause < PoolModel.CAUSES; cause++) {
                placeRate += model.rate(cause, state, 0);
            }
            double horizon =
                    state.top > 0 ? walk.horizon(state, draws) : missionSeconds - state.time;
            if (state.top > 0 && losesToLatent(horizon, draws)) {
                return recordLatent(tally);
            }
            double place =
                    placeRate > 0 ? draws.exponential() / placeRate : Double.POSITIVE_INFINITY;
            double limit = Math.min(horizon, place);
            double drive = ages.nextFailure(state.time, limit, draws);
            int failedBefore = state.failed;
            if (drive < limit) {
                pass(drive);
                ages.fail(state.time, 1, draws);
                if (walk.strike(state, Cause.DRIVE.ordinal(), draws)) {
                    return record(tally);
                }
                failedBefore++;
            } else if (place < horizon) {
                pass(place);
                int cause = walk.drawCause(state, 0, placeRate, draws);
                ages.fail(state.time, model.placeDrives[cause], draws);
                if (walk.strike(state, cause, draws)) {
                    return record(tally);
                }
                failedBefore += model.placeDrives[cause];
            } else if (state.top > 0) {
                walk.finish(state, horizon);
            } else {
                return false;
            }
            ages.replace(state.time, failedBefore - state.failed);
        }
        return false;
    }

    private void pass(double seconds) {
        if (state.top > 0) {
            walk.elapse(state, seconds);
        } else {
            state.time += seconds;
        }
    }

    private boolean losesToLatent(double horizon, Draws draws) {
        return model.latentLoss[state.top] > 0 && walk.latentLoss(state, horizon, draws);
    }

    private boolean record(Tally tally) {
        double bytes = model.lostGroups(walk.lostGroups) * model.layout.groupDataBytes();
        tally.add(walk.lossMask, 1, bytes);
        return true;
    }

    private boolean recordLatent(Tally tally) {
        double bytes = model.hazards.latent().extentBytes() * model.code().data();
        tally.add(state.mask | Cause.LATENT.bit(), 1, bytes);
        return true;
    }
}
