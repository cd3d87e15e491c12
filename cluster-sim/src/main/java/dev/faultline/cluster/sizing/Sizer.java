package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.result.SizeResult.Check;
import dev.faultline.cluster.result.SizeResult.Neighbour;
import dev.faultline.cluster.sizing.RequirementFile.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sizes one candidate. One thread. */
final class Sizer {

    private final Evaluator evaluator;
    private final Requirement requirement;
    private final List<Line> lines;
    private final Search search;
    private final RebuildTrial rebuild;

    Sizer(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.requirement = evaluator.requirement();
        this.lines = Lines.of(evaluator);
        this.search = new Search(requirement, lines, requirement.objective(), Set.of());
        this.rebuild = new RebuildTrial(requirement);
    }

    /** The answer as a solution, for who goes on from there; null where there is none. */
    @Nullable Solution solve() {
        PriorityQueue<Solution> open = new PriorityQueue<>(search.best());
        open.addAll(search.solutions());
        while (!open.isEmpty()) {
            Solution solution = open.remove();
            if (rebuild.met(solution.configuration())) {
                return solution;
            }
            Solution larger = largerForRebuild(solution);
            if (larger != null && search.unmet(larger.configuration()).isEmpty()) {
                open.add(larger);
            }
        }
        return null;
    }

    SizeResult.Candidate size() {
        Solution solution = solve();
        SizeResult.Answer answer = solution == null ? null : answer(solution);
        SizeResult.Shortfall shortfall =
                solution == null ? new Explanation(requirement, lines, rebuild).shortfall() : null;
        return new SizeResult.Candidate(
                evaluator.candidate().label(), answer, shortfall, notes(), evaluator.asked());
    }

    /** More domains share the work; a provider's do not become more. */
    private @Nullable Solution largerForRebuild(Solution solution) {
        boolean growing =
                requirement.objective() != Objective.USABLE && !solution.configuration().rented();
        if (!growing) {
            return null;
        }
        Line line = solution.line();
        int most = Math.min(line.most(), solution.scale() * MOST_GROWTH + MOST_GROWTH);
        int scale =
                Boundary.find(
                        most,
                        solution.scale() + 1,
                        at -> at > solution.scale() && rebuild.met(line.at(at)),
                        at -> at > solution.scale() ? rebuild.strain(line.at(at)) : 2);
        return scale > most ? null : new Solution(line, scale);
    }

    /** A rebuild that more domains do not bring below its limit soon, they never do. */
    private static final int MOST_GROWTH = 8;

    private SizeResult.Answer answer(Solution solution) {
        Configuration configuration = solution.configuration();
        List<Check> checks = new ArrayList<>();
        Term.of(requirement, configuration)
                .forEach(term -> checks.add(term.check(requirement, configuration)));
        checks.addAll(rebuild.check(configuration));
        List<Neighbour> neighbours = neighbours(solution);
        Double amount = search.amount(configuration);
        return new SizeResult.Answer(
                Summary.of(configuration),
                configuration.reviewed(),
                rebuild.seconds(configuration),
                amount == null ? null : Math.abs(amount),
                checks,
                binding(checks, neighbours),
                neighbours);
    }

    /** What the requirement that would fail first is, and what has least to spare besides. */
    private static String binding(List<Check> checks, List<Neighbour> neighbours) {
        String binds =
                neighbours.stream()
                        .map(n -> n.fails().isEmpty() ? n.refused() : n.fails().getFirst().term())
                        .filter(words -> !words.isEmpty())
                        .findFirst()
                        .orElse("");
        String next =
                checks.stream()
                        .filter(check -> !check.term().equals(binds) && check.margin() != null)
                        .min(Comparator.comparingDouble(check -> orZero(check.margin())))
                        .map(check ->
                                ", next %s with %.0f %% to spare"
                                        .formatted(check.term(), 100 * orZero(check.margin())))
                        .orElse("");
        return binds + next;
    }

    private List<Neighbour> neighbours(Solution solution) {
        List<Neighbour> neighbours = new ArrayList<>();
        boolean largest = requirement.objective() == Objective.USABLE;
        Line line = solution.line();
        int next = largest ? solution.scale() + 1 : solution.scale() - 1;
        String step = largest ? line.step().replace("less", "more") : line.step();
        if (next >= 1 && next <= line.most()) {
            neighbours.add(neighbour(step, line.at(next)));
        }
        Shape shape = solution.configuration().shape();
        if (!solution.configuration().rented()) {
            int change = largest ? 1 : -1;
            Shape fewer =
                    new Shape(
                            shape.domains(),
                            shape.nodesPerRack() + change,
                            shape.frontEndsPerRack());
            if (fewer.nodesPerRack() > 0) {
                String each = largest ? "one node more in each rack" : "one node less in each rack";
                neighbours.add(neighbour(each, evaluator.of(fewer)));
            }
            if (!largest && shape.frontEndsPerRack() > 1) {
                Shape noFront =
                        new Shape(
                                shape.domains(),
                                shape.nodesPerRack(),
                                shape.frontEndsPerRack() - 1);
                neighbours.add(neighbour("one front end less in each rack", evaluator.of(noFront)));
            }
        }
        return neighbours;
    }

    private Neighbour neighbour(String what, Configuration configuration) {
        if (!configuration.works()) {
            return new Neighbour(what, List.of(), configuration.refused());
        }
        List<Check> fails =
                Term.unmet(requirement, configuration).stream()
                        .map(term -> term.check(requirement, configuration))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (fails.isEmpty() && requirement.objective() != Objective.USABLE) {
            rebuild.check(configuration).stream().filter(c -> !c.met()).forEach(fails::add);
        }
        return new Neighbour(what, fails, "");
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (evaluator.candidate().vm() != null) {
            notes.add("power, racks and what is in a rack are the provider's: not asked of it");
            notes.add(
                    "failure domains: %d"
                            .formatted(ProviderDomains.of(evaluator.candidate(), evaluator)));
        }
        return notes;
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
