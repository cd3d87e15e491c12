package dev.faultline.cluster.sizing;

import dev.faultline.cluster.sizing.RequirementFile.Candidate;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.NodeKind;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import dev.faultline.node.units.Power;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that may be built of a candidate, as lines: one for each number of storing nodes in a
 * rack that its height and power allow; or one line, where a provider has so many domains.
 */
final class Lines {

    private static final Shape ONE = new Shape(1, 1, 0);
    private static final Shape ONE_AND_ONE = new Shape(1, 1, 1);

    private final Evaluator evaluator;
    private final Candidate candidate;
    private final TopologyFile.SiteFile site;
    private final NodeKind storing;
    private final NodeKind serving;

    private Lines(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.candidate = evaluator.candidate();
        this.site = evaluator.requirement().file().site();
        Cluster probe = probe(evaluator).cluster();
        this.storing = probe.kindOf(0);
        this.serving = probe.kindOf(probe.nodeCount() - 1);
    }

    static List<Line> of(Evaluator evaluator) {
        Lines lines = new Lines(evaluator);
        return lines.candidate.vm() != null ? List.of(lines.rented()) : lines.racked();
    }

    /** The line that goes through a shape, growing as the others do. */
    static Line through(Evaluator evaluator, Shape shape) {
        Lines lines = new Lines(evaluator);
        return lines.candidate.vm() != null ? lines.rented() : lines.racks(shape.nodesPerRack());
    }

    private static Proposal probe(Evaluator evaluator) {
        Problems problems = new Problems();
        boolean frontEnds = evaluator.candidate().frontEnd() != null;
        Proposal proposal = evaluator.proposal(frontEnds ? ONE_AND_ONE : ONE, problems);
        problems.throwIfAny();
        if (proposal == null) {
            throw new IllegalStateException("a problem was not reported");
        }
        return proposal;
    }

    private Line rented() {
        int domains = ProviderDomains.of(candidate, evaluator);
        int most = TopologyReader.MOST_DRIVES / (domains * storing.driveCount());
        return new Line(
                most,
                0,
                (nodes, none) -> evaluator.of(new Shape(domains, nodes, none)),
                "one machine less in each domain");
    }

    private List<Line> racked() {
        List<Line> lines = new ArrayList<>();
        Integer fixed = candidate.nodesPerRack();
        int most = fixed == null ? fitting(storing, 0, 0) : fixed;
        for (int nodes = fixed == null ? 1 : fixed; nodes <= most; nodes++) {
            lines.add(racks(nodes));
        }
        return lines.reversed();
    }

    private Line racks(int nodes) {
        int racks = candidate.racksPerDomain();
        int most = Math.max(1, TopologyReader.MOST_DRIVES / (nodes * racks * storing.driveCount()));
        String step = racks == 1 ? "one rack less" : "one domain of %d racks less".formatted(racks);
        int frontEnds =
                candidate.frontEnd() == null
                        ? 0
                        : fitting(
                                serving,
                                nodes * storing.rackUnits(),
                                nodes * storing.watts(1, 1, 1));
        return new Line(
                most,
                frontEnds,
                (domains, some) -> evaluator.of(new Shape(domains, nodes, some)),
                step);
    }

    /** Nodes of a kind that a rack takes besides what is in it; one at least, to see what fails. */
    private int fitting(NodeKind kind, int usedUnits, double usedWatts) {
        int byUnits = (site.rackUnits() - usedUnits) / kind.rackUnits();
        Power power = site.rackPower();
        double byPower =
                power == null
                        ? byUnits
                        : Math.floor((power.watts() - usedWatts) / kind.watts(1, 1, 1));
        return (int) Math.clamp(byPower, 1.0, Math.max(1.0, byUnits));
    }
}
