package dev.faultline.cluster.durability;

import dev.faultline.cluster.durability.chain.PoolChain;
import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.cluster.result.DurabilityResult.Answer;
import dev.faultline.node.units.RefusedArgument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same question asked of every method that can answer it, to about a tenth and within bounds:
 * methods that share no arithmetic check each other. Closed form and chains know only drives that
 * fail alone, so importance sampling is asked about those too, to have something to compare with.
 */
final class MethodComparison {
    private static final String ALL = "all that fails";
    private static final String ALONE = "drives failing alone";
    private static final double ROUGH_ERROR = 0.1;
    private static final long CYCLES = 1_000_000;
    private static final long SPLITTING_TRIALS = 200_000;
    private static final long MISSIONS = 100_000;

    private final Question question;
    private final Estimate main;
    private final List<Answer> answers = new ArrayList<>();

    MethodComparison(Question question, Estimate main) {
        this.question = question;
        this.main = main;
    }

    /** Those that were reached when the progress says stop. */
    List<Answer> answers(Progress progress) {
        boolean alone = PoolChain.obstacles(question.hazards()).isEmpty();
        if (!alone) {
            simulated(ALL, question, Method.IMPORTANCE, CYCLES, progress);
            simulated(ALL, question, Method.SPLITTING, SPLITTING_TRIALS, progress);
            simulated(ALL, question, Method.NAIVE, MISSIONS, progress);
        }
        Question drives = question.withHazards(Hazards.drivesOnly(question.hazards().lifetime()));
        computed(drives, Method.CLOSED_FORM);
        computed(drives, Method.MARKOV);
        computed(drives, Method.EXACT);
        simulated(ALONE, drives, Method.IMPORTANCE, CYCLES, progress);
        if (alone) {
            simulated(ALONE, drives, Method.SPLITTING, SPLITTING_TRIALS, progress);
            simulated(ALONE, drives, Method.NAIVE, MISSIONS, progress);
        }
        return answers;
    }

    private void computed(Question asked, Method method) {
        try {
            Question by = asked.roughly(method, ROUGH_ERROR, 1);
            add(ALONE, method, Durability.loss(by, Progress.NONE).estimate());
        } catch (RefusedArgument e) {
            answers.add(none(ALONE, method, e.getMessage()));
        }
    }

    private void simulated(String of, Question asked, Method method, long most, Progress progress) {
        if (of.equals(ALL) && main.method() == method) {
            add(of, method, main);
            return;
        }
        String what = "%s, %s".formatted(method, of);
        if (!progress.begin(what)) {
            return;
        }
        Question by = asked.roughly(method, ROUGH_ERROR, most);
        if (by.problems().isEmpty()) {
            add(of, method, Durability.loss(by, progress.aside(what)).estimate());
        } else {
            answers.add(none(of, method, String.join("; ", by.problems())));
        }
    }

    private void add(String of, Method method, Estimate estimate) {
        String remark =
                estimate.warnings().isEmpty() ? null : String.join("; ", estimate.warnings());
        answers.add(
                new Answer(
                        method.toString(),
                        of,
                        estimate.probability(),
                        DurabilityResult.nines(estimate.probability()),
                        estimate.low(),
                        estimate.high(),
                        estimate.trials(),
                        remark));
    }

    private static Answer none(String of, Method method, @Nullable String remark) {
        return new Answer(method.toString(), of, null, null, null, null, 0, remark);
    }
}
