package dev.faultline.cluster.durability;

import dev.faultline.cluster.durability.chain.PoolChain;
import dev.faultline.cluster.durability.trial.Effort;
import dev.faultline.cluster.durability.trial.ImportanceSampling;
import dev.faultline.cluster.durability.trial.NaiveSimulation;
import dev.faultline.cluster.durability.trial.PoolModel;
import dev.faultline.cluster.durability.trial.Simulated;
import dev.faultline.cluster.durability.trial.Splitting;
import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.cluster.result.DurabilityResult.Assumption;
import dev.faultline.cluster.result.DurabilityResult.Contribution;
import dev.faultline.cluster.result.DurabilityResult.Subject;
import dev.faultline.node.units.RefusedArgument;
import java.util.ArrayList;
import java.util.List;

/** Answers durability questions: picks the method, runs it, and adds what else is asked. */
public final class Durability {

    /** Naive simulation reaches probabilities down to about this. */
    private static final double NAIVE_REACH = 1e-5;

    /** Rounds are whole, so an error may miss what was asked by a little. */
    private static final double UNREACHED = 1.2;

    private final Question question;

    private Durability(Question question) {
        List<String> problems = question.problems();
        if (!problems.isEmpty()) {
            throw new RefusedArgument(String.join("; ", problems));
        }
        this.question = question;
    }

    /**
     * The whole answer; throws {@link RefusedArgument} with every problem found.
     *
     * @param subject what the question is about, for those who read the answer
     * @param assumptions that it rests on
     */
    public static DurabilityResult answer(
            Question question,
            Depth depth,
            Subject subject,
            List<Assumption> assumptions,
            Progress progress) {
        Simulated loss = new Durability(question).loss(progress);
        Estimate estimate = loss.estimate();
        double years = question.missionSeconds() / Lifetime.YEAR_SECONDS;
        return new DurabilityResult(
                years,
                estimate.loss(warnings(question, estimate)),
                loss.expectedBytesLost() / years,
                Snapshot.of(question),
                loss.contributions(),
                depth.compareTo(Depth.CHANGES) < 0
                        ? List.of()
                        : new Improvements(question, estimate).ranked(progress),
                depth.compareTo(Depth.METHODS) < 0
                        ? List.of()
                        : new MethodComparison(question, estimate).answers(progress),
                subject,
                assumptions);
    }

    private static List<String> warnings(Question question, Estimate estimate) {
        List<String> warnings = new ArrayList<>(estimate.warnings());
        if (estimate.probability() > 0
                && estimate.relativeError() > UNREACHED * question.relativeError()) {
            warnings.add(
                    "the relative error is %.2g %%, asked was %.2g %%"
                            .formatted(
                                    100 * estimate.relativeError(),
                                    100 * question.relativeError()));
        }
        return warnings;
    }

    /** Only the probability of loss, its bytes and its causes. */
    public static Simulated loss(Question question, Progress progress) {
        return new Durability(question).loss(progress);
    }

    /**
     * Missions that naive simulation needs for a relative error: losses are Poisson, so half the 95
     * % interval is 1.96 / sqrt(trials x p) of the estimate.
     */
    public static double naiveTrials(double probability, double relativeError) {
        return Math.pow(1.96 / relativeError, 2) / probability;
    }

    /** Why the chain is not exact for this question; empty when it is. */
    public static List<String> obstaclesToExact(Question question) {
        List<String> obstacles = new ArrayList<>(PoolChain.obstacles(question.hazards()));
        RebuildModel rebuild = question.rebuild();
        if (rebuild.groupWise()) {
            obstacles.add("repair goes most exposed first, group by group");
        }
        if (!rebuild.memoryless()) {
            obstacles.add("repair times are fixed, not exponential");
        }
        if (!question.layout().clustered()) {
            obstacles.add("pools are declustered");
        }
        return obstacles;
    }

    private Simulated loss(Progress progress) {
        return switch (question.method()) {
            case EXACT -> exact();
            case MARKOV -> markov();
            case CLOSED_FORM -> closedForm();
            case SPLITTING -> Splitting.estimate(model(), effort(progress));
            case IMPORTANCE -> ImportanceSampling.estimate(model(), effort(progress));
            case NAIVE -> NaiveSimulation.estimate(model(), effort(progress));
            case AUTO -> automatic(progress);
        };
    }

    private Simulated exact() {
        List<String> obstacles = obstaclesToExact(question);
        if (!obstacles.isEmpty()) {
            throw new RefusedArgument(
                    "there is no exact answer here: "
                            + String.join("; ", obstacles)
                            + ". Accepted: auto, markov, closed-form, splitting, importance, naive");
        }
        return chain(Method.EXACT, List.of());
    }

    private Simulated markov() {
        List<String> warnings = leftOut();
        if (question.rebuild().groupWise()) {
            warnings.add("a level's rebuild is not credited with what it has done: pessimistic");
        }
        return chain(Method.MARKOV, warnings);
    }

    private Simulated closedForm() {
        List<String> warnings = leftOut();
        warnings.add("holds while repairs are much faster than failures; too high otherwise");
        return chain(Method.CLOSED_FORM, warnings);
    }

    /** What a chain of drives failing alone does not know. */
    private List<String> leftOut() {
        if (!question.hazards().lifetime().memoryless()) {
            throw new RefusedArgument(
                    "a Markov chain has no memory and these drive lifetimes depend on age."
                            + " Accepted: auto, splitting, importance, naive");
        }
        List<String> warnings = new ArrayList<>();
        for (String obstacle : PoolChain.obstacles(question.hazards())) {
            warnings.add("left out: " + obstacle);
        }
        return warnings;
    }

    private Simulated chain(Method method, List<String> warnings) {
        ClusterLayout layout = question.layout();
        Lifetime lifetime = question.hazards().lifetime();
        double seconds = question.missionSeconds();
        double probability =
                method == Method.CLOSED_FORM
                        ? PoolChain.closedForm(layout, lifetime, question.rebuild(), seconds)
                        : PoolChain.lossProbability(layout, lifetime, question.rebuild(), seconds);
        double bytes = probability * layout.lostBytesAtFirst();
        double perYear = bytes * Lifetime.YEAR_SECONDS / seconds;
        return new Simulated(
                Estimate.computed(probability, method, warnings),
                bytes,
                List.of(new Contribution(Cause.describe(Cause.DRIVE.bit()), 1, perYear)));
    }

    /**
     * Exact where it can be; else importance sampling, and another way where that doubts itself.
     */
    private Simulated automatic(Progress progress) {
        if (obstaclesToExact(question).isEmpty()) {
            return exact();
        }
        if (!question.rebuild().groupWise() && question.wholePlacesFail()) {
            return markov();
        }
        Simulated sampled = ImportanceSampling.estimate(model(), effort(progress));
        Estimate estimate = sampled.estimate();
        boolean ended = estimate.relativeError() > UNREACHED * question.relativeError();
        if (!ended
                && !estimate.warnings().isEmpty()
                && estimate.probability() > NAIVE_REACH
                && progress.begin("naive simulation, as importance sampling doubts itself")) {
            return NaiveSimulation.estimate(model(), effort(progress));
        }
        return sampled;
    }

    private PoolModel model() {
        return new PoolModel(question.layout(), question.hazards(), question.rebuild());
    }

    private Effort effort(Progress progress) {
        return new Effort(
                question.missionSeconds(),
                question.relativeError(),
                question.mostTrials(),
                question.seed(),
                progress);
    }
}
