package dev.faultline.cluster.compare;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.cluster.topology.TopologyFile.DomainKind;
import dev.faultline.cluster.topology.TopologyFile.Nodes;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.Problems;
import java.util.List;
import java.util.Optional;

/**
 * The same proposal with other numbers of domains and nodes. All groups keep their proportions:
 * with half the storage nodes in a rack there are half the front ends, rounded up. The site's power
 * budget does not hold for another size and is left out.
 */
final class Sizes {

    private final TopologyReader reader;
    private final Proposal proposal;
    private final TopologyFile file;
    private final Nodes storage;

    /** Numbers of the group that holds most drives: what a size is named by. */
    record Size(int domains, int nodes) {

        /** Nodes in all racks of the group. */
        int all(int racksPerDomain) {
            return domains * racksPerDomain * nodes;
        }
    }

    Sizes(TopologyReader reader, Proposal proposal) {
        this.reader = reader;
        this.proposal = proposal;
        this.file = proposal.file();
        this.storage = storage(proposal);
    }

    private static Nodes storage(Proposal proposal) {
        List<Nodes> groups = proposal.file().nodes();
        for (int i = 0; i < groups.size(); i++) {
            if (proposal.parts().get(i).driveCount() > 0 && groups.get(i).inRacksOf() == null) {
                return groups.get(i);
            }
        }
        return groups.getFirst();
    }

    /** The numbers of the proposal as it is. */
    Size own() {
        Integer domains = storage.failureDomains();
        return new Size(domains == null ? 1 : domains, each(storage));
    }

    int racksPerDomain() {
        return storage.racksPerDomain();
    }

    /** Whether a domain is what a provider guarantees, of which there are only so many. */
    boolean byProvider() {
        return storage.domainKind() == DomainKind.PROVIDER;
    }

    /** The proposal in another size; empty when it cannot be built or protected so. */
    Optional<Candidate> at(Size size) {
        Problems problems = new Problems();
        TopologyFile other = resized(size);
        Bound<TopologyFile> bound = new Bound<>(other, proposal.bound().root());
        Proposal resolved = reader.resolve(bound, proposal.fileName(), proposal.text(), problems);
        if (resolved == null) {
            return Optional.empty();
        }
        ProtectionPlan plan = ProtectionPlanner.plan(bound, resolved.cluster(), problems);
        return plan == null || problems.count() > 0
                ? Optional.empty()
                : Optional.of(new Candidate(resolved, plan, List.of()));
    }

    private TopologyFile resized(Size size) {
        Size own = own();
        List<Nodes> groups = file.nodes().stream().map(nodes -> resized(nodes, own, size)).toList();
        TopologyFile.SiteFile site = file.site();
        return new TopologyFile(
                file.name(),
                file.description(),
                new TopologyFile.SiteFile(
                        null, site.pue(), site.electricity(), site.rackUnits(), site.rackPower(),
                        site.rackWeight()),
                groups,
                file.network(),
                file.protection(),
                file.dataPath(),
                file.cost());
    }

    private static Nodes resized(Nodes nodes, Size own, Size size) {
        Integer domains =
                nodes.failureDomains() == null
                        ? null
                        : scaled(nodes.failureDomains(), own.domains(), size.domains());
        return new Nodes(
                nodes.group(),
                nodes.server(),
                nodes.vm(),
                nodes.nic(),
                nodes.drive(),
                nodes.cpu(),
                nodes.networkTier1(),
                nodes.inRacksOf(),
                domains,
                nodes.domainKind(),
                nodes.racksPerDomain(),
                nodes.nodesPerRack() == null
                        ? null
                        : scaled(nodes.nodesPerRack(), own.nodes(), size.nodes()),
                nodes.nodesPerDomain() == null
                        ? null
                        : scaled(nodes.nodesPerDomain(), own.nodes(), size.nodes()));
    }

    /** In proportion, rounded up. */
    private static int scaled(int count, int from, int to) {
        return (int) Math.max(1, ((long) count * to + from - 1) / from);
    }

    private static int each(Nodes nodes) {
        Integer inRack = nodes.nodesPerRack();
        Integer inDomain = nodes.nodesPerDomain();
        return inRack != null ? inRack : inDomain == null ? 1 : inDomain;
    }
}
