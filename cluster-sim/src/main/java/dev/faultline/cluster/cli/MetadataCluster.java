package dev.faultline.cluster.cli;

import dev.faultline.cluster.metadata.ClusterGuests;
import dev.faultline.cluster.metadata.ScenarioPlatform;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.ScenarioReader;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.metadata.Behaviour;
import dev.faultline.node.metadata.Cloud;
import dev.faultline.node.metadata.Instance;
import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.metadata.Platform;
import dev.faultline.node.units.RefusedArgument;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A topology's nodes as guests, with what a scenario does to them.
 *
 * @param scenario null where nothing happens to them
 */
record MetadataCluster(Proposal proposal, @Nullable Scenario scenario, Cloud cloud) {

    /**
     * Reads a topology, or a scenario with its own or another one; everything that is wrong with
     * them is reported at once.
     *
     * @param cloud null for that whose VMs the topology is made of
     */
    static MetadataCluster read(
            @Nullable Path topology, @Nullable Path scenario, @Nullable Cloud cloud) {
        Problems problems = new Problems();
        Scenario read = null;
        Proposal proposal = null;
        if (scenario != null) {
            List<Setting> settings =
                    topology == null
                            ? List.of()
                            : List.of(Setting.parse("topology=" + topology.toAbsolutePath()));
            read = new ScenarioReader(Home.catalog()).read(scenario, settings, problems);
            proposal = read == null ? null : read.proposal();
        } else if (topology != null) {
            proposal = new TopologyReader(Home.catalog()).read(topology, List.of(), problems);
        } else {
            throw new RefusedArgument("say --topology T, or --scenario S, or both");
        }
        problems.throwIfAny();
        if (proposal == null) {
            throw new IllegalStateException("a problem was not reported");
        }
        return new MetadataCluster(proposal, read, cloud == null ? cloudOf(proposal) : cloud);
    }

    /** All nodes behind one desk. */
    MetadataDesk desk(
            Behaviour behaviour,
            @Nullable String region,
            @Nullable String zone,
            SteadyClock clock) {
        List<Instance> guests = ClusterGuests.of(proposal, cloud, region, zone);
        return new MetadataDesk(cloud, behaviour, guests, platform(behaviour, clock), clock);
    }

    /** One node alone, which is told what all of them are. */
    MetadataDesk deskOf(String node, Behaviour behaviour, SteadyClock clock) {
        Instance guest = ClusterGuests.of(proposal, cloud, null, null).get(index(node));
        return new MetadataDesk(
                cloud, behaviour, List.of(guest), platform(behaviour, clock), clock);
    }

    List<String> prefixes() {
        Cluster cluster = proposal.cluster();
        return IntStream.range(0, cluster.nodeCount())
                .mapToObj(node -> ClusterGuests.prefix(cluster, node))
                .toList();
    }

    /** The node that {@code r1/n3} or {@code node/r1/n3} names. */
    int index(String node) {
        Cluster cluster = proposal.cluster();
        String name = node.startsWith("node/") ? node : "node/" + node;
        return IntStream.range(0, cluster.nodeCount())
                .filter(i -> cluster.nodeName(i).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedArgument(
                                "no node '%s'; there are %s to %s"
                                        .formatted(
                                                node,
                                                cluster.nodeName(0),
                                                cluster.nodeName(cluster.nodeCount() - 1))));
    }

    private Platform platform(Behaviour behaviour, SteadyClock clock) {
        return scenario == null
                ? Platform.QUIET
                : ScenarioPlatform.of(scenario, clock.start(), behaviour.timeScale());
    }

    private static Cloud cloudOf(Proposal proposal) {
        return ClusterGuests.cloudOf(proposal)
                .orElseThrow(() ->
                        new RefusedArgument(
                                "%s is not made of one cloud's VMs: say --cloud azure, gcp, aws or oci"
                                        .formatted(proposal.fileName())));
    }
}
