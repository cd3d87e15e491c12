package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Cause;

/**
 * The mission as cycles. A cycle starts when something fails in an intact pool and ends when the
 * pool is intact again; losses happen within cycles. With starts of cause i at rate r_i (counted
 * while the pool is intact, which it is for a share 1 / (1 + sum of r_i B_i) of the time, B_i the
 * mean length), the expected number of losses over the mission is the sum over causes of (starts x
 * mean losses of a cycle), and the probability of any is 1 - exp(-that). A cycle keeps the drives'
 * hazard of the moment it started: cycles last hours to days, hazards change over months.
 */
final class Cycles {
    final PoolModel model;
    final double missionSeconds;
    final PopulationHazard hazard;

    Cycles(PoolModel model, double missionSeconds) {
        this.model = model;
        this.missionSeconds = missionSeconds;
        this.hazard = new PopulationHazard(model.lifetime, missionSeconds);
    }

    /** Events of a cause over the whole mission in one pool. */
    double events(int cause) {
        return cause == Cause.DRIVE.ordinal()
                ? model.drives * hazard.expectedFailures()
                : model.placeRates[cause] * model.places[cause] * missionSeconds;
    }

    double[] events() {
        double[] events = new double[PoolModel.CAUSES];
        for (int cause = 0; cause < events.length; cause++) {
            events[cause] = events(cause);
        }
        return events;
    }

    /** When a cycle of this cause starts. */
    double start(int cause, Draws draws) {
        return cause == Cause.DRIVE.ordinal()
                ? hazard.momentOfFailure(draws.uniform())
                : draws.uniform() * missionSeconds;
    }
}
