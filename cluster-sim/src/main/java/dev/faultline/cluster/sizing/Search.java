package dev.faultline.cluster.sizing;

import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.sizing.RequirementFile.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
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

    /** Where to begin to look: neighbours need about as many. */
    private int frontEndsBefore = 1;

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

    /**
     * Configurations that meet everything, the best first. A line is left as soon as it cannot give
     * a better one than those before.
     */
    List<Solution> solutions() {
        List<Solution> solutions = new ArrayList<>();
        double[] best = {Double.POSITIVE_INFINITY};
        search(
                () -> best[0],
                solution -> {
                    Configuration configuration = solution.configuration();
                    if (unmet(configuration).isEmpty() && rebuild.strain(configuration) <= 1) {
                        solutions.add(solution);
                        best[0] = Math.min(best[0], orNodes(configuration));
                    }
                });
        solutions.sort(best());
        return solutions;
    }

    /**
     * On each line the smallest that gives enough, or the largest within the limits, whatever else
     * it breaks; lines without one are left out.
     */
    List<Solution> onLines() {
        List<Solution> solutions = new ArrayList<>();
        search(() -> Double.POSITIVE_INFINITY, solutions::add);
        return solutions;
    }

    private void search(DoubleSupplier best, Consumer<Solution> found) {
        if (rebuild.hopeless() || !promiseCanBeKept()) {
            return;
        }
        int nodes = 0;
        for (Line line : lines) {
            int first = nodes == 0 ? 1 : Math.max(1, nodes / line.bare(1).nodes());
            int scale =
                    objective == Objective.USABLE
                            ? largest(line, first)
                            : smallest(line, first, best.getAsDouble());
            if (scale >= 1 && scale <= line.most()) {
                Solution solution = new Solution(line, scale, fitted(line, scale));
                if (solution.configuration().works()) {
                    nodes = solution.configuration().nodes();
                    found.accept(solution);
                }
            }
        }
    }

    /** More domains than the widest stripe has strips allow no other codes. */
    private boolean promiseCanBeKept() {
        Line widest = lines.getFirst();
        return widest.full(Math.min(widest.most(), Code.MAX_WIDTH + 2)).works();
    }

    /**
     * The smallest scale that meets every growing demand; past the end of the line when what is
     * that large takes no less than the best.
     */
    private int smallest(Line line, int first, double best) {
        int scale =
                Boundary.find(
                        line.most(),
                        first,
                        at -> enough(line, at) || orNodes(line.bare(at)) > best,
                        at -> strain(line.full(at), true));
        return scale > line.most() || enough(line, scale) ? scale : line.most() + 1;
    }

    private boolean enough(Line line, int scale) {
        return strain(line.full(scale), true) <= 1;
    }

    /** Of a size, with as few front ends as serve what is asked; with all where these do not. */
    Configuration fitted(Line line, int scale) {
        if (line.frontEnds() == 0 || serving(line.full(scale)) > 1) {
            return line.full(scale);
        }
        int enough =
                Boundary.find(
                        line.frontEnds(),
                        Math.clamp(frontEndsBefore, 1, line.frontEnds()),
                        some -> serving(line.with(scale, some)) <= 1,
                        some -> serving(line.with(scale, some)));
        frontEndsBefore = enough;
        return line.with(scale, enough);
    }

    /** The strain of what front ends decide. */
    private double serving(Configuration configuration) {
        if (!configuration.works()) {
            return 0;
        }
        double strain = strain(configuration, true);
        boolean asked =
                Term.READ_PER_PETABYTE.asked(requirement) > 0
                        && !ignored.contains(Term.READ_PER_PETABYTE);
        return asked
                ? Math.max(
                        strain,
                        Term.READ_PER_PETABYTE.strain(requirement, configuration) - Term.EQUAL)
                : strain;
    }

    private int largest(Line line, int first) {
        int over =
                Boundary.find(
                        line.most(),
                        first,
                        scale -> strain(fitted(line, scale), false) > 1,
                        scale -> {
                            double strain = strain(fitted(line, scale), false);
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
        return Comparator.comparingDouble((Solution s) -> orNodes(s.configuration()))
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

    /** The objective's amount; nodes where it is not known. Nothing where no code is possible. */
    private double orNodes(Configuration configuration) {
        if (!configuration.works()) {
            return 0;
        }
        Double amount = amount(configuration);
        return amount == null ? configuration.nodes() : amount;
    }
}
