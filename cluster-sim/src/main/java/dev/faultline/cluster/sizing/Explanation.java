package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.SizeResult.Check;
import dev.faultline.cluster.result.SizeResult.Relaxation;
import dev.faultline.cluster.result.SizeResult.Shortfall;
import dev.faultline.cluster.sizing.RequirementFile.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a candidate has no answer, and what would have to be asked for it to have one. */
final class Explanation {

    private final Requirement requirement;
    private final List<Line> lines;
    private final RebuildLimit rebuild;

    Explanation(Requirement requirement, List<Line> lines, RebuildLimit rebuild) {
        this.requirement = requirement;
        this.lines = lines;
        this.rebuild = rebuild;
    }

    Shortfall shortfall() {
        Search search = new Search(requirement, lines, requirement.objective(), Set.of(), rebuild);
        List<Solution> found = search.onLines();
        Optional<Solution> nearest =
                found.stream().min(Comparator.comparingDouble(s -> worst(s.configuration())));
        if (nearest.isEmpty()) {
            return new Shortfall(nothing(), null, null, relaxations());
        }
        Configuration configuration = nearest.get().configuration();
        List<Term> unmet = Term.unmet(requirement, configuration);
        Check first =
                unmet.isEmpty()
                        ? rebuild.check(configuration).stream().findFirst().orElse(null)
                        : unmet.getFirst().check(requirement, configuration);
        String reason =
                unmet.isEmpty()
                        ? "whatever its size, what a failure domain held is not re-created in time"
                        : "the configuration that comes nearest does not keep to "
                                + unmet.getFirst().word();
        return new Shortfall(reason, first, Summary.of(configuration), relaxations());
    }

    /** The strain of the term that is met least; below 1 when all are. */
    private double worst(Configuration configuration) {
        return Term.of(requirement, configuration).stream()
                .mapToDouble(term -> term.strain(requirement, configuration))
                .max()
                .orElse(0);
    }

    /** No line has a configuration at all. */
    private String nothing() {
        boolean largest = requirement.objective() == Objective.USABLE;
        int racks = (int) Math.max(1, Term.RACKS.asked(requirement));
        for (Line line : lines) {
            Configuration tried = line.full(Math.min(line.most(), largest ? racks : LARGE));
            if (!tried.works()) {
                return (largest ? "within the limits " : "") + tried.refused();
            }
        }
        return largest
                ? "the limits allow nothing that keeps the promise"
                : "no size that is modelled gives enough";
    }

    /** Domains past which no promise needs more. */
    private static final int LARGE = 200;

    private List<Relaxation> relaxations() {
        List<Relaxation> relaxations = new ArrayList<>();
        for (Term term : Term.values()) {
            if (term.asked(requirement) > 0) {
                Relaxation relaxation = relaxed(term);
                if (relaxation != null) {
                    relaxations.add(relaxation);
                }
            }
        }
        return relaxations;
    }

    /**
     * A limit is raised to what the smallest configuration takes that meets all else; a demand is
     * lowered to the most that the limits allow. A limit within which the most is sought has no
     * such end.
     */
    private @Nullable Relaxation relaxed(Term term) {
        boolean bounded = Term.POWER.asked(requirement) > 0 || Term.RACKS.asked(requirement) > 0;
        boolean lowered = term.isDemand() && bounded;
        if (!term.isDemand() && term.grows() && requirement.objective() == Objective.USABLE) {
            return null;
        }
        Search search =
                new Search(
                        requirement,
                        lines,
                        lowered ? Objective.USABLE : requirement.objective(),
                        EnumSet.of(term),
                        rebuild);
        Comparator<Solution> nearest =
                Comparator.comparingDouble(s -> term.strain(requirement, s.configuration()));
        return search.solutions().stream()
                .filter(s -> Double.isFinite(term.strain(requirement, s.configuration())))
                .min(nearest)
                .map(s -> relaxation(term, s.configuration()))
                .orElse(null);
    }

    private Relaxation relaxation(Term term, Configuration configuration) {
        return new Relaxation(
                term.word(),
                term.unit(),
                term.asked(requirement),
                term.actual(configuration),
                Summary.of(configuration));
    }
}
