package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.result.SizeResult.Check;
import dev.faultline.cluster.result.SizeResult.Neighbour;
import dev.faultline.cluster.sizing.RequirementFile.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sizes one candidate. One thread. */
final class Sizer {

    private static final int MOST_ATTEMPTS = 6;

    /** Each attempt must ask for a little more, or it would give the same again. */
    private static final double LEAST_GAP = 1.002;

    /**
     * {@link RebuildTrial#WHEN_CLOSE} does not run a rebuild that is estimated at less than this
     * part of its limit.
     */
    private static final double FAR_BELOW = 0.4;

    private final Evaluator evaluator;
    private final RebuildTrial trial;
    private final Requirement requirement;
    private final List<Line> lines;
    private final Search search;
    private final RebuildLimit rebuild;

    /**
     * @param gap how many times longer than estimated a rebuild is taken to be
     */
    Sizer(Evaluator evaluator, RebuildTrial trial, double gap) {
        this.evaluator = evaluator;
        this.trial = trial;
        this.requirement = evaluator.requirement();
        this.lines = Lines.of(evaluator);
        this.rebuild = new RebuildLimit(requirement, gap);
        this.search = new Search(requirement, lines, requirement.objective(), Set.of(), rebuild);
    }

    /** The best configuration; null where there is none. */
    @Nullable Solution solve() {
        List<Solution> solutions = search.solutions();
        return solutions.isEmpty() ? null : solutions.getFirst();
    }

    /**
     * The best configuration, its rebuild measured by runs: while a run takes longer than it may,
     * the estimate is taken to be that much too short; while one domain less does as well, it is
     * taken. When runs and estimate do not meet, there is no answer. What is estimated far below
     * its limit may be left without a run.
     */
    static Sizer measured(Evaluator evaluator, RebuildTrial trial) {
        double gap = 1;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Sizer sizer = new Sizer(evaluator, trial, gap);
            Solution solution = sizer.solve();
            if (solution == null || !sizer.rebuild.asked()) {
                return sizer;
            }
            if (trial == RebuildTrial.WHEN_CLOSE
                    && sizer.rebuild.strain(solution.configuration()) < FAR_BELOW) {
                return sizer;
            }
            double estimate = sizer.rebuild.seconds(solution.configuration());
            if (sizer.measure(solution.configuration()) <= 1) {
                sizer.fewerDomains(solution);
                return sizer;
            }
            double seconds = sizer.rebuild.seconds(solution.configuration());
            gap *= Math.max(LEAST_GAP, seconds / estimate * LEAST_GAP);
        }
        return new Sizer(evaluator, trial, Double.POSITIVE_INFINITY);
    }

    /** Runs one less, as long as only the estimate spoke against it. */
    private void fewerDomains(Solution solution) {
        Line line = solution.line();
        for (int scale = solution.scale() - 1; scale >= 1; scale--) {
            Configuration fewer = search.fitted(line, scale);
            boolean onlyRebuild = fewer.works() && search.unmet(fewer).isEmpty();
            if (!onlyRebuild || measure(fewer) > 1) {
                return;
            }
        }
    }

    /** The strain of a configuration's rebuild by a run, which from now on counts. */
    private double measure(Configuration configuration) {
        rebuild.measured(configuration.shape(), RebuildTrial.seconds(requirement, configuration));
        return rebuild.strain(configuration);
    }

    /** Whether there is an answer whose rebuild was not run. */
    boolean isEstimated() {
        Solution solution = solve();
        return solution != null && isEstimated(solution);
    }

    private boolean isEstimated(Solution solution) {
        return trial == RebuildTrial.WHEN_CLOSE
                && rebuild.asked()
                && !rebuild.isMeasured(solution.configuration());
    }

    SizeResult.Candidate size() {
        Solution solution = solve();
        SizeResult.Answer answer = solution == null ? null : answer(solution);
        SizeResult.Shortfall shortfall =
                solution == null ? new Explanation(requirement, lines, rebuild).shortfall() : null;
        return new SizeResult.Candidate(
                evaluator.candidate().label(),
                answer,
                shortfall,
                notes(solution),
                evaluator.asked());
    }

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
                rebuild.asked() ? rebuild.seconds(configuration) : null,
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

    /** One rack, one node, one front end less; or with the most usable capacity, more. */
    private List<Neighbour> neighbours(Solution solution) {
        boolean largest = requirement.objective() == Objective.USABLE;
        int by = largest ? 1 : -1;
        String word = largest ? "more" : "less";
        Shape s = solution.configuration().shape();
        List<Neighbour> neighbours = new ArrayList<>();
        if (solution.configuration().rented()) {
            add(neighbours, solution.line().step(), s.with(0, by, 0));
            return neighbours;
        }
        add(neighbours, solution.line().step().replace("less", word), s.with(by, 0, 0));
        add(neighbours, "one node %s in each rack".formatted(word), s.with(0, by, 0));
        if (!largest && s.frontEndsPerRack() > 1) {
            add(neighbours, "one front end less in each rack", s.with(0, 0, -1));
        }
        return neighbours;
    }

    private void add(List<Neighbour> neighbours, String what, Shape shape) {
        if (shape.domains() > 0 && shape.nodesPerRack() > 0) {
            neighbours.add(neighbour(what, evaluator.of(shape)));
        }
    }

    private Neighbour neighbour(String what, Configuration configuration) {
        if (!configuration.works()) {
            return new Neighbour(what, List.of(), configuration.refused());
        }
        List<Check> fails =
                Term.unmet(requirement, configuration).stream()
                        .map(term -> term.check(requirement, configuration))
                        .collect(Collectors.toCollection(ArrayList::new));
        rebuild.check(configuration).stream().filter(check -> !check.met()).forEach(fails::add);
        return new Neighbour(what, fails, "");
    }

    private List<String> notes(@Nullable Solution solution) {
        List<String> notes = new ArrayList<>();
        if (solution != null && isEstimated(solution)) {
            notes.add(
                    "rebuild-domain is estimated, at less than 40 % of what it may take; the best"
                            + " candidate's is run");
        }
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
