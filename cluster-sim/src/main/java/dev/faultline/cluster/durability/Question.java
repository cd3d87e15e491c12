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
 * @param faster changes that would make rebuilding faster
 */
public record Question(
        ClusterLayout layout,
        Hazards hazards,
        RebuildModel rebuild,
        double missionSeconds,
        Method method,
        double relativeError,
        long mostTrials,
        long seed,
        List<FasterRebuild> faster) {

    public Question {
        faster = List.copyOf(faster);
    }

    /** With a rebuild of twice the rate as the only change to it that is known. */
    public Question(
            ClusterLayout layout,
            Hazards hazards,
            RebuildModel rebuild,
            double missionSeconds,
            Method method,
            double relativeError,
            long mostTrials,
            long seed) {
        this(
                layout,
                hazards,
                rebuild,
                missionSeconds,
                method,
                relativeError,
                mostTrials,
                seed,
                List.of(
                        new FasterRebuild(
                                "rebuild at twice the rate", () -> rebuild.timesFaster(2))));
    }

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
        if (method.simulates() && !rebuild.groupWise() && wholePlacesFail()) {
            problems.add(
                    "repair drive by drive (serial, parallel) does not know which groups a lost"
                            + " place hits: accepted with it are --method markov and closed-form,"
                            + " or no losses of places and no batches");
        }
        return problems;
    }

    /** Whether anything larger than a drive is lost as one. */
    boolean wholePlacesFail() {
        return hazards.batch().eventsPerYear() > 0
                || hazards.shared().stream().anyMatch(place -> place.lossesPerYear() > 0);
    }

    public Question withLayout(ClusterLayout other) {
        return new Question(
                other,
                hazards,
                rebuild,
                missionSeconds,
                method,
                relativeError,
                mostTrials,
                seed,
                faster);
    }

    public Question withHazards(Hazards other) {
        return new Question(
                layout,
                other,
                rebuild,
                missionSeconds,
                method,
                relativeError,
                mostTrials,
                seed,
                faster);
    }

    public Question withRebuild(RebuildModel other) {
        return new Question(
                layout,
                hazards,
                other,
                missionSeconds,
                method,
                relativeError,
                mostTrials,
                seed,
                faster);
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
                seed,
                faster);
    }
}
