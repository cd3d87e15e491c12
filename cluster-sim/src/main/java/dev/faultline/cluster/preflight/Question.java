package dev.faultline.cluster.preflight;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.GroupParts;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.node.hardware.VmSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be deployed, and where. */
record Question(Proposal proposal, EnvironmentFile environment) {

    /** VMs of a group, or servers where {@code vm} is null. */
    record Group(String name, int nodes, @Nullable VmSpec vm, TopologyFile.Nodes file) {}

    List<Group> groups() {
        Cluster cluster = proposal.cluster();
        Map<String, Integer> nodes = new LinkedHashMap<>();
        for (int node = 0; node < cluster.nodeCount(); node++) {
            nodes.merge(cluster.groupOf(node).name(), 1, Integer::sum);
        }
        List<Group> groups = new ArrayList<>();
        for (GroupParts parts : proposal.parts()) {
            TopologyFile.Nodes file =
                    proposal.file().nodes().stream()
                            .filter(one -> one.group().equals(parts.group()))
                            .findFirst()
                            .orElseThrow();
            groups.add(
                    new Group(
                            parts.group(), nodes.getOrDefault(parts.group(), 0), parts.vm(), file));
        }
        return groups;
    }

    /** Groups of the environment's VMs. */
    List<Group> vms() {
        return groups().stream()
                .filter(group -> group.vm() != null)
                .filter(group -> provider(group) == environment.provider())
                .toList();
    }

    /** VMs that the policy has beyond those of the cluster. */
    int extraVms() {
        return switch (environment.maintenance().policy()) {
            case MIGRATE_FIRST -> environment.maintenance().extraVms();
            case IGNORE, APPROVE_WHEN_REDUNDANT, SERIALIZE_NODES, SERIALIZE_DOMAIN -> 0;
        };
    }

    private static VmSpec.@Nullable Provider provider(Group group) {
        return group.vm() == null ? null : group.vm().provider();
    }
}
