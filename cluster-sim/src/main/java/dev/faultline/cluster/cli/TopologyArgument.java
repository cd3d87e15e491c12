package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.durability.ClusterQuestion;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a topology and the assumptions about it, as durability's commands take them. */
final class TopologyArgument {

    private TopologyArgument() {}

    /**
     * Reads both files and reports every problem of both.
     *
     * @param assumptions null for the defaults
     * @param settings of the assumptions, and behind {@code topology.} of the topology
     */
    static ClusterQuestion read(Path topology, @Nullable Path assumptions, List<String> settings) {
        Problems problems = new Problems();
        List<Setting> all = settings.stream().map(Setting::parse).toList();
        List<Setting> below =
                all.stream()
                        .map(setting -> setting.below("topology"))
                        .flatMap(Optional::stream)
                        .toList();
        Assumptions assumed = AssumptionsReader.read(assumptions, all, problems);
        Proposal proposal = new TopologyReader(Home.catalog()).read(topology, below, problems);
        ProtectionPlan plan =
                proposal == null
                        ? null
                        : ProtectionPlanner.plan(proposal.bound(), proposal.cluster(), problems);
        problems.throwIfAny();
        if (assumed == null || proposal == null || plan == null) {
            throw new IllegalStateException("a problem was not reported");
        }
        return new ClusterQuestion(proposal, plan, assumed);
    }
}
