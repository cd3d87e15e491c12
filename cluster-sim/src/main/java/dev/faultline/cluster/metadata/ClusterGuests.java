package dev.faultline.cluster.metadata;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.GroupParts;
import dev.faultline.cluster.topology.NodeGroup;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.node.hardware.VmSpec;
import dev.faultline.node.metadata.Cloud;
import dev.faultline.node.metadata.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a cluster as guests of a cloud, in order. What a topology does not say is made up in
 * the same way each time: names, addresses, regions.
 */
public final class ClusterGuests {

    private static final int FIRST_ADDRESS = 4;
    private static final int MOST_IN_16_BITS = 65_000;

    private ClusterGuests() {}

    /** Whose VMs a topology is made of; empty for servers, and for VMs of several clouds. */
    public static Optional<Cloud> cloudOf(Proposal proposal) {
        List<Cloud> clouds =
                proposal.parts().stream()
                        .map(GroupParts::vm)
                        .filter(vm -> vm != null)
                        .map(vm -> Cloud.valueOf(vm.provider().name()))
                        .distinct()
                        .toList();
        return clouds.size() == 1 ? Optional.of(clouds.getFirst()) : Optional.empty();
    }

    /**
     * Every node as a guest.
     *
     * @param region the cloud's usual one when null
     * @param zone that region's first one when null
     */
    public static List<Instance> of(
            Proposal proposal, Cloud cloud, @Nullable String region, @Nullable String zone) {
        Cluster cluster = proposal.cluster();
        String inRegion = region == null ? usualRegion(cloud) : region;
        String inZone = zone == null ? firstZone(cloud, inRegion) : zone;
        Map<String, Instance.Shape> shapes = new LinkedHashMap<>();
        proposal.parts().forEach(parts -> shapes.put(parts.group(), shape(parts)));
        List<Instance> guests = new ArrayList<>();
        for (int node = 0; node < cluster.nodeCount(); node++) {
            NodeGroup group = cluster.groupOf(node);
            guests.add(
                    new Instance(
                            name(cluster, node),
                            "faultline",
                            shapes.getOrDefault(
                                    group.name(), new Instance.Shape(group.name(), 0, 0, 0, false)),
                            new Instance.Placement(
                                    inRegion,
                                    inZone,
                                    group.name(),
                                    OptionalInt.of(cluster.domainOfNode(node)),
                                    group.updateDomains() == 0
                                            ? OptionalInt.empty()
                                            : OptionalInt.of(cluster.updateDomainOfNode(node)),
                                    "rack/" + cluster.rackOfNode(node)),
                            address(node, cluster.nodeCount()),
                            Map.of("faultline-node", cluster.nodeName(node)),
                            null));
        }
        return guests;
    }

    /** As a cloud may call it: {@code r9-n1} for {@code node/r9/n1}. */
    static String name(Cluster cluster, int node) {
        return "r%d-n%d".formatted(cluster.rackOfNode(node), cluster.positionOfNode(node));
    }

    /** What paths of a node begin with where many share a port: {@code /r9/n1}. */
    public static String prefix(Cluster cluster, int node) {
        return cluster.nodeName(node).substring("node".length());
    }

    /** A guest that stands for no node of a topology. */
    public static Instance alone(VmSpec vm, Cloud cloud) {
        String region = usualRegion(cloud);
        return new Instance(
                "node",
                "faultline",
                shape(vm),
                new Instance.Placement(
                        region,
                        firstZone(cloud, region),
                        "storage",
                        OptionalInt.of(0),
                        cloud == Cloud.AZURE ? OptionalInt.of(0) : OptionalInt.empty(),
                        "rack/0"),
                address(0, 1),
                Map.of(),
                null);
    }

    private static Instance.Shape shape(GroupParts parts) {
        VmSpec vm = parts.vm();
        if (vm != null) {
            return shape(vm);
        }
        String server = parts.server() == null ? parts.group() : parts.server().key();
        return new Instance.Shape(server, 0, 0, 0, false);
    }

    /** OCI writes a flexible shape's name without its size, which the catalog adds. */
    private static Instance.Shape shape(VmSpec vm) {
        return new Instance.Shape(
                vm.name().replaceFirst(" \\(.*", ""),
                vm.vcpus(),
                vm.memory() == null ? 0 : vm.memory().bytes(),
                0,
                LiveMigration.of(vm).possible());
    }

    private static Instance.Address address(int node, int nodes) {
        int number = FIRST_ADDRESS + node;
        int prefix = nodes <= MOST_IN_16_BITS ? 16 : 8;
        return new Instance.Address(
                "10.%d.%d.%d".formatted(number >>> 16 & 255, number >>> 8 & 255, number & 255),
                "10.0.0.0",
                prefix,
                "0a:fa:%02x:%02x:%02x:%02x"
                        .formatted(
                                number >>> 24 & 255,
                                number >>> 16 & 255,
                                number >>> 8 & 255,
                                number & 255));
    }

    private static String usualRegion(Cloud cloud) {
        return switch (cloud) {
            case AZURE -> "eastus";
            case GCP -> "us-central1";
            case AWS -> "us-east-1";
            case OCI -> "us-ashburn-1";
        };
    }

    private static String firstZone(Cloud cloud, String region) {
        return switch (cloud) {
            case AZURE -> "1";
            case GCP -> region + "-a";
            case AWS -> region + "a";
            case OCI ->
                    "jyDh:"
                            + region.toUpperCase(java.util.Locale.ROOT).replaceFirst("-[0-9]+$", "")
                            + "-AD-1";
        };
    }
}
