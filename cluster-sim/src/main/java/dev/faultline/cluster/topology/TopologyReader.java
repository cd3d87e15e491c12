package dev.faultline.cluster.topology;

import dev.faultline.cluster.topology.TopologyFile.DomainKind;
import dev.faultline.cluster.topology.TopologyFile.Nodes;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.MissingFact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads topology files, and reports everything that is wrong with one. */
public final class TopologyReader {

    /** Drives of the largest site that is modelled; a few arrays of this length must fit. */
    public static final int MOST_DRIVES = 2_000_000;

    private final Catalog catalog;

    public TopologyReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The proposal in a file; null when it cannot be built. Whatever is wrong with it is reported;
     * racks or a site that ask too much do not keep the rest of it from being checked, so a caller
     * uses the proposal only if no problem was added.
     *
     * @param settings values that replace those of the file
     */
    public @Nullable Proposal read(Path file, List<Setting> settings, Problems problems) {
        Bound<TopologyFile> bound = ConfigFile.read(file, TopologyFile.class, settings, problems);
        return bound == null ? null : resolve(bound, file.toString(), text(file), problems);
    }

    /**
     * The proposal that a file's value describes, as {@link #read}: for a value that was read
     * already, or made from one that was.
     *
     * @param fileName for people
     * @param text the file's text
     */
    public @Nullable Proposal resolve(
            Bound<TopologyFile> bound, String fileName, String text, Problems problems) {
        int before = problems.count();
        HardwareLookup hardware = new HardwareLookup(catalog);
        Map<String, NodeKind> kinds = lookUp(bound, hardware, problems);
        new SpreadLimits(bound, catalog, problems).check();
        Cluster cluster = build(bound, kinds, before, problems);
        if (cluster == null) {
            return null;
        }
        new SiteCheck(bound, cluster, problems).run();
        boolean provider =
                bound.value().nodes().stream()
                        .anyMatch(nodes -> nodes.domainKind() == DomainKind.PROVIDER);
        return new Proposal(
                bound, fileName, text, cluster, provider, hardware.parts(), hardware.used());
    }

    private static Map<String, NodeKind> lookUp(
            Bound<TopologyFile> bound, HardwareLookup hardware, Problems problems) {
        Map<String, NodeKind> kinds = new LinkedHashMap<>();
        List<Nodes> groups = bound.value().nodes();
        for (int i = 0; i < groups.size(); i++) {
            Nodes nodes = groups.get(i);
            String path = "nodes[" + i + "]";
            if (kinds.containsKey(nodes.group())) {
                bound.refuse(
                        problems,
                        path + ".group",
                        "there is a group \"%s\" already".formatted(nodes.group()));
                continue;
            }
            try {
                kinds.put(nodes.group(), hardware.nodeKind(nodes));
            } catch (IllegalArgumentException | MissingFact e) {
                String key = nodes.vm() != null ? ".vm" : ".server";
                bound.refuse(problems, path + key, String.valueOf(e.getMessage()));
            }
        }
        if (groups.isEmpty()) {
            bound.refuse(problems, "nodes", "is empty: a cluster has at least one group of nodes");
        }
        return kinds;
    }

    private static @Nullable Cluster build(
            Bound<TopologyFile> bound, Map<String, NodeKind> kinds, int before, Problems problems) {
        ClusterBuilder builder = new ClusterBuilder();
        List<String> withRacks = new ArrayList<>();
        List<Nodes> groups = bound.value().nodes();
        for (int i = 0; i < groups.size(); i++) {
            Nodes nodes = groups.get(i);
            String path = "nodes[" + i + "]";
            Integer each = each(bound, nodes, path, problems);
            NodeKind kind = kinds.get(nodes.group());
            if (each == null || kind == null) {
                withRacks.add(nodes.group());
                continue;
            }
            NodeGroup group =
                    new NodeGroup(
                            nodes.group(),
                            kind,
                            serves(bound.value(), nodes, kind),
                            SpreadLimits.updateDomains(nodes),
                            nodes.vmsPerHost());
            if (nodes.inRacksOf() != null) {
                if (problems.count() > before && withRacks.contains(nodes.inRacksOf())) {
                    continue;
                }
                if (withRacks.contains(nodes.inRacksOf())) {
                    builder.groupInRacksOf(group, nodes.inRacksOf(), each);
                } else {
                    bound.refuse(
                            problems,
                            path + ".in-racks-of",
                            "no earlier group \"%s\" has racks; accepted: %s"
                                    .formatted(nodes.inRacksOf(), withRacks));
                }
            } else if (nodes.failureDomains() == null) {
                bound.refuse(problems, path, "key \"failure-domains\" is missing (or in-racks-of)");
            } else {
                builder.group(group, nodes.failureDomains(), nodes.racksPerDomain(), each);
                withRacks.add(nodes.group());
            }
        }
        checkParts(bound, builder, kinds, problems);
        return problems.count() > before ? null : builder.build();
    }

    private static @Nullable Integer each(
            Bound<TopologyFile> bound, Nodes nodes, String path, Problems problems) {
        if ((nodes.nodesPerRack() == null) == (nodes.nodesPerDomain() == null)) {
            bound.refuse(
                    problems,
                    path,
                    "needs nodes-per-rack, or nodes-per-domain where racks are not known");
            return null;
        }
        if (nodes.nodesPerDomain() != null && nodes.racksPerDomain() != 1) {
            bound.refuse(
                    problems,
                    path + ".nodes-per-domain",
                    "with racks-per-domain, say nodes-per-rack instead");
            return null;
        }
        return nodes.nodesPerRack() == null ? nodes.nodesPerDomain() : nodes.nodesPerRack();
    }

    private static boolean serves(TopologyFile file, Nodes nodes, NodeKind kind) {
        String frontEnd = file.dataPath().frontEnd();
        return frontEnd.equals("converged") ? kind.cpu() != null : frontEnd.equals(nodes.group());
    }

    private static void checkParts(
            Bound<TopologyFile> bound,
            ClusterBuilder builder,
            Map<String, NodeKind> kinds,
            Problems problems) {
        String frontEnd = bound.value().dataPath().frontEnd();
        NodeKind serving = kinds.get(frontEnd);
        boolean allKnown = kinds.size() == bound.value().nodes().size();
        List<String> names = bound.value().nodes().stream().map(Nodes::group).toList();
        if (!frontEnd.equals("converged") && !names.contains(frontEnd)) {
            bound.refuse(
                    problems,
                    "data-path.front-end",
                    "no group is called \"%s\"; accepted: converged, %s"
                            .formatted(frontEnd, String.join(", ", names)));
        } else if ((allKnown && kinds.values().stream().allMatch(kind -> kind.cpu() == null))
                || (serving != null && serving.cpu() == null)) {
            bound.refuse(
                    problems, "data-path.front-end", "no node that would serve clients has a CPU");
        }
        if (allKnown
                && kinds.values().stream()
                                .map(NodeKind::drive)
                                .distinct()
                                .filter(d -> d != null)
                                .count()
                        != 1) {
            bound.refuse(problems, "nodes", "exactly one kind of drive must hold the stripes");
        }
        if (builder.driveCount() > MOST_DRIVES) {
            bound.refuse(
                    problems,
                    "nodes",
                    "%,d drives are more than the %,d that are modelled"
                            .formatted(builder.driveCount(), MOST_DRIVES));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
