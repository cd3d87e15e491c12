package dev.faultline.cluster.compare;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.durability.ClusterQuestion;
import dev.faultline.cluster.durability.Durability;
import dev.faultline.cluster.durability.Estimate;
import dev.faultline.cluster.durability.Lifetime;
import dev.faultline.cluster.durability.Method;
import dev.faultline.cluster.durability.Progress;
import dev.faultline.cluster.durability.Question;
import dev.faultline.cluster.result.ComparisonResult;
import dev.faultline.node.config.Binder;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How many nines within a year, under durability's default assumptions, by importance sampling that
 * stops after few trials: good to about a tenth of a nine, and it says its interval. {@code
 * faultline durability} takes its time.
 */
public final class Nines {

    private static final double RELATIVE_ERROR = 0.2;
    private static final long MOST_TRIALS = 8_000;
    private static final long SEED = 1;

    private Nines() {}

    public static ComparisonResult.Durability of(Candidate candidate) {
        Question question =
                new ClusterQuestion(candidate.proposal(), candidate.plan(), assumptions())
                        .ask(
                                Lifetime.YEAR_SECONDS,
                                Method.IMPORTANCE,
                                RELATIVE_ERROR,
                                MOST_TRIALS,
                                SEED);
        Estimate loss = Durability.loss(question, Progress.NONE).estimate();
        List<String> warnings = new ArrayList<>(loss.warnings());
        return new ComparisonResult.Durability(
                loss.probability() > 0 ? loss.nines() : null,
                loss.probability(),
                loss.low(),
                loss.high(),
                "importance sampling, %,d trials".formatted(loss.trials()),
                warnings);
    }

    private static Assumptions assumptions() {
        Problems problems = new Problems();
        Located none = Objects.requireNonNull(ConfigFile.tree("{}", "defaults", problems));
        Assumptions defaults = Binder.bind(none, Assumptions.class, problems);
        problems.throwIfAny();
        return Objects.requireNonNull(defaults);
    }
}
