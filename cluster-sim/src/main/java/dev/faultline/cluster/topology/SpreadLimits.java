package dev.faultline.cluster.topology;

import dev.faultline.cluster.topology.TopologyFile.Nodes;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.Problems;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.VmSpec.Provider;
import java.util.Locale;

/** Whether a provider has as many domains as a topology asks for. */
final class SpreadLimits {

    private final Bound<TopologyFile> bound;
    private final Catalog catalog;
    private final Problems problems;

    SpreadLimits(Bound<TopologyFile> bound, Catalog catalog, Problems problems) {
        this.bound = bound;
        this.catalog = catalog;
        this.problems = problems;
    }

    /**
     * Update domains of a group: as asked, or as its provider makes them; 0 for none of its own.
     */
    static int updateDomains(Nodes nodes) {
        if (nodes.updateDomains() != null) {
            return nodes.updateDomains();
        }
        return nodes.placement() == null ? 0 : nodes.placement().usualUpdateDomains();
    }

    void check() {
        for (int i = 0; i < bound.value().nodes().size(); i++) {
            Nodes nodes = bound.value().nodes().get(i);
            SpreadKind spread = nodes.placement();
            if (spread != null) {
                check(nodes, spread, "nodes[" + i + "]");
            }
        }
    }

    private void check(Nodes nodes, SpreadKind spread, String path) {
        Integer domains = nodes.failureDomains();
        if (domains != null && domains > spread.mostFailureDomains()) {
            bound.refuse(
                    problems,
                    path + ".failure-domains",
                    "%d are more than the %d that placement %s can have"
                            .formatted(domains, spread.mostFailureDomains(), spread.word()));
        }
        Integer updates = nodes.updateDomains();
        if (updates != null && spread.mostUpdateDomains() == 0) {
            bound.refuse(
                    problems,
                    path + ".update-domains",
                    "placement %s has none: each failure domain is one".formatted(spread.word()));
        } else if (updates != null && updates > spread.mostUpdateDomains()) {
            bound.refuse(
                    problems,
                    path + ".update-domains",
                    "%d are more than the %d that placement %s can have"
                            .formatted(updates, spread.mostUpdateDomains(), spread.word()));
        }
        Provider provider = provider(nodes);
        if (provider != null && provider != spread.provider()) {
            bound.refuse(
                    problems,
                    path + ".placement",
                    "%s is how %s spreads VMs, and %s is a VM of %s"
                            .formatted(
                                    spread.word(),
                                    word(spread.provider()),
                                    nodes.vm(),
                                    word(provider)));
        }
    }

    private @org.jspecify.annotations.Nullable Provider provider(Nodes nodes) {
        try {
            return nodes.vm() == null ? null : catalog.vms().get(nodes.vm()).provider();
        } catch (IllegalArgumentException e) {
            return null; // an unknown VM is reported where it is looked up
        }
    }

    private static String word(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
