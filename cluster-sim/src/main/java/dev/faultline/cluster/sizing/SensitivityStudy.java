package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.result.SizeResult.Input;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.sizing.RequirementFile.Candidate;
import dev.faultline.cluster.sizing.RequirementFile.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the answer would be if one input were smaller or larger: the same hardware, sized again with
 * as many nodes in a rack. Limits of power and racks are left out, so that one sees how far past
 * them an input would lead; with the objective {@code usable} they are what decides, and stay.
 */
final class SensitivityStudy {

    /** By how much each input is made smaller and larger. */
    static final double SHARE = 0.2;

    private final Requirement requirement;
    private final Candidate candidate;
    private final PriceBook prices;
    private final double gap;

    /**
     * @param gap how many times longer than estimated a rebuild is taken to be
     */
    SensitivityStudy(Requirement requirement, Candidate candidate, PriceBook prices, double gap) {
        this.gap = gap;
        this.requirement = requirement;
        this.candidate = candidate;
        this.prices = prices;
    }

    SizeResult.Sensitivity study(Shape answer) {
        Configuration configuration =
                new Evaluator(requirement, candidate, prices, Tweak.NONE).of(answer);
        Objective measured = measured(configuration);
        double base = Math.abs(amount(measured, configuration));
        List<Input> inputs = new ArrayList<>();
        for (Inputs.Varied varied : Inputs.of(requirement, configuration)) {
            Outcome low = outcome(varied, 1 - SHARE, configuration, measured);
            Outcome high = outcome(varied, 1 + SHARE, configuration, measured);
            inputs.add(
                    new Input(
                            varied.name(), low.amount(), high.amount(), low.words(), high.words()));
        }
        inputs.removeIf(input -> spread(input, base) == 0);
        inputs.sort(Comparator.comparingDouble((Input input) -> -spread(input, base)));
        return new SizeResult.Sensitivity(
                candidate.label(), words(measured), unit(measured), base, SHARE, inputs);
    }

    /** The objective; where its amount is not known, nodes. */
    private Objective measured(Configuration configuration) {
        Objective objective = requirement.objective();
        Search search =
                new Search(
                        requirement,
                        List.of(),
                        objective,
                        Set.of(),
                        new RebuildLimit(requirement, gap));
        return search.amount(configuration) == null ? Objective.NODES : objective;
    }

    private double amount(Objective measured, Configuration configuration) {
        Double amount =
                new Search(
                                requirement,
                                List.of(),
                                measured,
                                Set.of(),
                                new RebuildLimit(requirement, gap))
                        .amount(configuration);
        return amount == null ? Double.NaN : amount;
    }

    private record Outcome(@Nullable Double amount, String words) {}

    private Outcome outcome(
            Inputs.Varied varied, double factor, Configuration base, Objective measured) {
        Requirement asked = varied.asked(requirement, factor);
        Evaluator evaluator =
                new Evaluator(asked, candidate, prices, varied.tweak(requirement, factor));
        Line line = Lines.through(evaluator, base.shape());
        boolean largest = asked.objective() == Objective.USABLE;
        Set<Term> ignored =
                largest ? Set.of() : EnumSet.of(Term.POWER, Term.RACKS, Term.USD_PER_GB_MONTH);
        List<Solution> found =
                new Search(
                                asked,
                                List.of(line),
                                asked.objective(),
                                ignored,
                                new RebuildLimit(asked, gap))
                        .onLines();
        if (found.isEmpty()) {
            return new Outcome(null, "no answer");
        }
        Configuration configuration = found.getFirst().configuration();
        double amount = Math.abs(amount(measured, configuration));
        Integer racks = configuration.reviewed().cluster().racks();
        String words =
                racks == null
                        ? "%,d nodes".formatted(configuration.nodes())
                        : "%,d racks, %,d nodes".formatted(racks, configuration.nodes());
        return new Outcome(Double.isNaN(amount) ? null : amount, words);
    }

    private static double spread(Input input, double base) {
        return Math.max(distance(input.low(), base), distance(input.high(), base));
    }

    private static double distance(@Nullable Double amount, double base) {
        return amount == null ? Double.MAX_VALUE : Math.abs(amount - base);
    }

    private static String words(Objective measured) {
        return switch (measured) {
            case COST -> "monthly cost";
            case POWER -> "provisioned power";
            case RACKS -> "racks";
            case NODES -> "nodes";
            case USABLE -> "usable capacity";
        };
    }

    private static MeasureUnit unit(Objective measured) {
        return switch (measured) {
            case COST -> MeasureUnit.USD;
            case POWER -> MeasureUnit.WATTS;
            case RACKS, NODES -> MeasureUnit.COUNT;
            case USABLE -> MeasureUnit.BYTES;
        };
    }
}
