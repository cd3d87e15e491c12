package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.SizeResult.Check;
import dev.faultline.node.units.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The limit on the rebuild of a domain, as the search sees it: the estimate times a gap, or what a
 * run took where one was made. One thread.
 */
final class RebuildLimit {

    private final Requirement requirement;
    private final double gap;
    private final Map<Shape, Double> known = new HashMap<>();
    private final Set<Shape> measured = new HashSet<>();

    /**
     * @param gap how many times longer a run is taken to be than the estimate
     */
    RebuildLimit(Requirement requirement, double gap) {
        this.requirement = requirement;
        this.gap = gap;
    }

    boolean asked() {
        return requirement.file().rebuildDomain() != null;
    }

    /** Whether no size is thought to be quick enough. */
    boolean hopeless() {
        return asked() && Double.isInfinite(gap);
    }

    /** How many times longer than it may take: 1 or less is well; 0 where it is not asked. */
    double strain(Configuration configuration) {
        Span limit = requirement.file().rebuildDomain();
        return limit == null ? 0 : seconds(configuration) / limit.seconds();
    }

    double seconds(Configuration configuration) {
        return known.computeIfAbsent(
                configuration.shape(),
                shape -> gap * RebuildEstimate.seconds(requirement, configuration));
    }

    /** A run of this shape took so long. */
    void measured(Shape shape, double seconds) {
        known.put(shape, seconds);
        measured.add(shape);
    }

    boolean isMeasured(Configuration configuration) {
        return measured.contains(configuration.shape());
    }

    List<Check> check(Configuration configuration) {
        Span limit = requirement.file().rebuildDomain();
        if (limit == null) {
            return List.of();
        }
        double seconds = seconds(configuration);
        double strain = strain(configuration);
        boolean ends = Double.isFinite(seconds);
        return List.of(
                new Check(
                        "rebuild-domain",
                        MeasureUnit.SECONDS,
                        false,
                        limit.seconds(),
                        ends ? seconds : null,
                        ends ? (Double) (1 - strain) : null,
                        strain <= 1));
    }
}
