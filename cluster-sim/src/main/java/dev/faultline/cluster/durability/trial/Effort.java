package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Progress;
import dev.faultline.node.units.RefusedArgument;

/**
 * What a simulation is asked for.
 *
 * @param missionSeconds how long the cluster is watched
 * @param relativeError stop when half the 95 % interval is at most this share of the estimate
 * @param mostTrials stop after about so many trials whatever the error
 * @param seed of all random streams
 * @param progress told between rounds
 */
public record Effort(
        double missionSeconds,
        double relativeError,
        long mostTrials,
        long seed,
        Progress progress) {

    public Effort {
        if (!(missionSeconds > 0)) {
            throw new RefusedArgument("mission (%s s) must be positive".formatted(missionSeconds));
        }
        if (!(relativeError > 0 && relativeError < 1)) {
            throw new RefusedArgument(
                    "relative error (%s) must be above 0 %% and below 100 %%"
                            .formatted(relativeError));
        }
    }
}
