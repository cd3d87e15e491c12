package dev.faultline.cluster.sizing;

import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.sizing.RequirementFile.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the best configuration of a candidate. On each {@link Line} more of the same gives more
 * of every growing demand and takes more of every growing limit, so the smallest that gives enough
 * is found by doubling and halving; among the lines' smallest the objective decides. With the
 * objective {@code usable} it is the largest within the limits instead.
 */
final class Search {

    private final Requirement requirement;
    private final List<Line> lines;
    private final Set<Term> ignored;
    private final Objective objective;
    private final RebuildLimit rebuild;

    /**
     * @param ignored terms that are not asked this time
     */
    Search(
            Requirement requirement,
            List<Line> lines,
            Objective objective,
            Set<Term> ignored,
            RebuildLimit rebuild) {
        this.requirement = requirement;
        this.lines = lines;
        this.objective = objective;
        this.ignored = ignored;
        this.rebuild = rebuild;
    }

    /** Configurations that meet everything, one a line at most, the best first. */
    List<Solution> solutions() {
        List<Solution> solutions = new ArrayList<>(onLines());
        solutions.removeIf(solution -> !unmet(solution.configuration()).isEmpty());
        solutions.removeIf(solution -> rebuild.strain(solution.configuration()) > 1);
        solutions.sort(best());
        return solutions;
    }

    /**
     * On each line the smallest that gives enough, or the largest within the limits, whatever else
     * it breaks; lines without one are left out.
     */
    List<Solution> onLines() {
        List<Solution> solutions = new ArrayList<>();
        if (rebuild.hopeless() || !promiseCanBeKept()) {
            return solutions;
        }
        int nodes = 0;
        for (Line line : lines) {
            int first = nodes == 0 ? 1 : Math.max(1, nodes / line.at(1).nodes());
            int scale =
                    objective == Objective.USABLE ? largest(line, first) : smallest(line, first);
            if (scale >= 1 && scale <= line.most()) {
                Solution solution = new Solution(line, scale);
                if (solution.configuration().works()) {
                    nodes = solution.configuration().nodes();
                    solutions.add(solution);
                }
            }
        }
        return solutions;
    }

    /** More domains than the widest stripe has strips allow no other codes. */
    private boolean promiseCanBeKept() {
        Line widest = lines.getFirst();
        return widest.at(Math.min(widest.most(), Code.MAX_WIDTH + 2)).works();
    }

    /** The smallest scale that meets every growing demand. */
    private int smallest(Line line, int first) {
        return Boundary.find(
                line.most(),
                first,
                scale -> strain(line.at(scale), true) <= 1,
                scale -> strain(line.at(scale), true));
    }

    private int largest(Line line, int first) {
        int over =
                Boundary.find(
                        line.most(),
                        first,
                        scale -> strain(line.at(scale), false) > 1,
                        scale -> {
                            double strain = strain(line.at(scale), false);
                            return strain > 0 ? 1.0 / strain + 1.0 / scale : Double.NaN;
                        });
        return over - 1;
    }

    /** What is asked and not met, without what is ignored. */
    List<Term> unmet(Configuration configuration) {
        List<Term> unmet = new ArrayList<>(Term.unmet(requirement, configuration));
        unmet.removeAll(ignored);
        return unmet;
    }

    Comparator<Solution> best() {
        return Comparator.comparingDouble((Solution s) -> orLast(amount(s.configuration())))
                .thenComparingInt(s -> s.configuration().nodes())
                .thenComparingInt(s -> s.configuration().proposal().cluster().rackCount());
    }

    /** What the objective has least of; negative for what it has most of; null where unknown. */
    @Nullable Double amount(Configuration configuration) {
        ReviewResult review = configuration.reviewed();
        CostResult cost = review.cost();
        return switch (objective) {
            case COST -> cost == null ? null : cost.monthlyUsd();
            case POWER -> review.density().provisionedWatts();
            case RACKS ->
                    configuration.rented()
                            ? null
                            : (Double) (double) configuration.proposal().cluster().rackCount();
            case NODES -> (double) configuration.nodes();
            case USABLE -> -review.capacity().usableBytes();
        };
    }

    /** The most strained growing term of one kind; endless where no code keeps the promise. */
    private double strain(Configuration configuration, boolean demands) {
        if (!configuration.works()) {
            return demands ? Double.POSITIVE_INFINITY : 0;
        }
        double strain = 0;
        for (Term term : Term.of(requirement, configuration)) {
            if (term.grows() && term.isDemand() == demands && !ignored.contains(term)) {
                strain = Math.max(strain, term.strain(requirement, configuration) - Term.EQUAL);
            }
        }
        boolean others = strain <= 1 && demands && !configuration.rented();
        return others ? Math.max(strain, rebuild.strain(configuration)) : strain;
    }

    private static double orLast(@Nullable Double amount) {
        return amount == null ? Double.POSITIVE_INFINITY : amount;
    }
}
