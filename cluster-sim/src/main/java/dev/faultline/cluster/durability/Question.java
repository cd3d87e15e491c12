package dev.faultline.cluster.durability;

import java.util.ArrayList;
import java.util.List;

/**
 * What is asked: how likely does this layout, under these hazards and with this rebuild, lose data
 * within the mission.
 *
 * @param method to answer with
 * @param relativeError for simulations: half the 95 % interval as a share of the estimate
 * @param mostTrials for simulations: where to stop whatever the error
 * @param seed of all random streams
 */
public record Question(
        ClusterLayout layout,
        Hazards hazards,
        Rebuild rebuild,
        double missionSeconds,
        Method method,
        double relativeError,
        long mostTrials,
        long seed) {

    /** Everything impossible about it, in words; empty when it can be answered. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(layout.problems());
        problems.addAll(hazards.problems());
        if (!(missionSeconds > 0)) {
            problems.add(
                    "years (%s) must be positive"
                            .formatted(missionSeconds / Lifetime.YEAR_SECONDS));
        }
        if (!(relativeError > 0 && relativeError < 1)) {
            problems.add(
                    "relative error (%s %%) must be above 0 %% and below 100 %%"
                            .formatted(100 * relativeError));
        }
        return problems;
    }

    public Question withLayout(ClusterLayout other) {
        return new Question(
                other, hazards, rebuild, missionSeconds, method, relativeError, mostTrials, seed);
    }

    public Question withHazards(Hazards other) {
        return new Question(
                layout, other, rebuild, missionSeconds, method, relativeError, mostTrials, seed);
    }

    public Question withRebuild(Rebuild other) {
        return new Question(
                layout, hazards, other, missionSeconds, method, relativeError, mostTrials, seed);
    }

    /** The same question, answered roughly: for comparisons. */
    public Question roughly(Method roughMethod, double roughError, long roughTrials) {
        return new Question(
                layout,
                hazards,
                rebuild,
                missionSeconds,
                roughMethod,
                roughError,
                roughTrials,
                seed);
    }
}
