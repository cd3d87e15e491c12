package dev.faultline.cluster.compare;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.cluster.topology.TopologyFile.DomainKind;
import dev.faultline.cluster.topology.TopologyFile.Nodes;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Binder;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same proposal with other numbers of domains and nodes, as settings of its file would make it.
 * All groups keep their proportions: with half the storage nodes in a rack there are half the front
 * ends, rounded up. The site's power budget does not hold for another size and is left out.
 */
final class Sizes {

    private final TopologyReader reader;
    private final Proposal proposal;
    private final Nodes storage;

    /** Numbers of the group that holds drives: what a size is named by. */
    record Size(int domains, int nodes) {}

    Sizes(TopologyReader reader, Proposal proposal) {
        this.reader = reader;
        this.proposal = proposal;
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

    /** Whether a domain is what a provider guarantees, of which there are only so many. */
    boolean byProvider() {
        return storage.domainKind() == DomainKind.PROVIDER;
    }

    /** The proposal in another size; empty when it cannot be built or protected so. */
    Optional<Candidate> at(Size size) {
        Problems problems = new Problems();
        Located root = proposal.bound().root();
        for (Setting setting : settings(size)) {
            root = setting.applyTo(root, problems);
        }
        TopologyFile file = Binder.bind(root, TopologyFile.class, problems);
        if (file == null || problems.count() > 0) {
            return Optional.empty();
        }
        Bound<TopologyFile> bound = new Bound<>(file, root);
        Proposal resolved = reader.resolve(bound, proposal.fileName(), proposal.text(), problems);
        if (resolved == null) {
            return Optional.empty();
        }
        ProtectionPlan plan = ProtectionPlanner.plan(bound, resolved.cluster(), problems);
        return plan == null || problems.count() > 0
                ? Optional.empty()
                : Optional.of(new Candidate(resolved, plan, List.of()));
    }

    private List<Setting> settings(Size size) {
        Size own = own();
        List<Setting> settings = new ArrayList<>();
        settings.add(Setting.parse("site.power=null"));
        List<Nodes> groups = proposal.file().nodes();
        for (int i = 0; i < groups.size(); i++) {
            Nodes nodes = groups.get(i);
            String path = "nodes." + i + ".";
            set(
                    settings,
                    path + "failure-domains",
                    nodes.failureDomains(),
                    own.domains(),
                    size.domains());
            set(settings, path + "nodes-per-rack", nodes.nodesPerRack(), own.nodes(), size.nodes());
            set(
                    settings,
                    path + "nodes-per-domain",
                    nodes.nodesPerDomain(),
                    own.nodes(),
                    size.nodes());
        }
        return settings;
    }

    /** A count that is there, in proportion and rounded up. */
    private static void set(
            List<Setting> settings, String path, @Nullable Integer count, int from, int to) {
        if (count != null) {
            long scaled = Math.max(1, ((long) count * to + from - 1) / from);
            settings.add(Setting.parse(path + "=" + scaled));
        }
    }

    private static int each(Nodes nodes) {
        Integer inRack = nodes.nodesPerRack();
        Integer inDomain = nodes.nodesPerDomain();
        return inRack != null ? inRack : inDomain == null ? 1 : inDomain;
    }
}
