package dev.faultline.cluster.expansion;

import dev.faultline.cluster.expansion.Expansion.GrownProposal;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.topology.NodeGroup;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.cluster.topology.TopologyFile.Nodes;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.Problems;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a topology is another one grown, and keeps its promise with the other's code. */
public final class GrowthCheck {

    private final GrownProposal first;
    private final Proposal from;
    private final GrownProposal to;
    private final Bound<TopologyFile> bound;
    private final Problems problems;

    private GrowthCheck(GrownProposal first, Proposal from, GrownProposal to, Problems problems) {
        this.first = first;
        this.from = from;
        this.to = to;
        this.bound = to.proposal().bound();
        this.problems = problems;
    }

    /** Adds a problem for each part that the second does not have, and for what it promises. */
    public static void check(List<GrownProposal> proposals, Problems problems) {
        for (int i = 1; i < proposals.size(); i++) {
            GrownProposal from = proposals.get(i - 1);
            new GrowthCheck(proposals.getFirst(), from.proposal(), proposals.get(i), problems)
                    .run();
        }
    }

    private void run() {
        for (Nodes nodes : from.file().nodes()) {
            checkGroup(nodes);
        }
        if (to.proposal().cluster().driveCount() <= from.cluster().driveCount()) {
            bound.refuse(
                    problems,
                    "nodes",
                    "%,d drives are not more than the %,d of %s"
                            .formatted(
                                    to.proposal().cluster().driveCount(),
                                    from.cluster().driveCount(),
                                    from.fileName()));
        }
        checkPromise();
        checkUpdateDomains();
    }

    private void checkGroup(Nodes old) {
        List<Nodes> groups = to.proposal().file().nodes();
        int index = indexOf(groups, old.group());
        if (index < 0) {
            bound.refuse(
                    problems,
                    "nodes",
                    "group \"%s\" of %s is not there: growing removes nothing"
                            .formatted(old.group(), from.fileName()));
            return;
        }
        Nodes now = groups.get(index);
        String path = "nodes[" + index + "]";
        if (!kind(from, old.group()).equals(kind(to.proposal(), old.group()))) {
            bound.refuse(
                    problems,
                    path,
                    "its nodes are other than in %s: what is there stays, so add a group for others"
                            .formatted(from.fileName()));
        }
        if (!Objects.equals(old.inRacksOf(), now.inRacksOf())) {
            bound.refuse(problems, path, "in-racks-of is not as in " + from.fileName());
        }
        atLeast(path + ".failure-domains", old.failureDomains(), now.failureDomains());
        atLeast(path + ".racks-per-domain", old.racksPerDomain(), now.racksPerDomain());
        boolean racks = old.nodesPerRack() != null;
        atLeast(
                path + (now.nodesPerRack() != null ? ".nodes-per-rack" : ".nodes-per-domain"),
                racks ? old.nodesPerRack() : old.nodesPerDomain(),
                now.nodesPerRack() != null ? now.nodesPerRack() : now.nodesPerDomain());
    }

    private void atLeast(String path, @Nullable Integer before, @Nullable Integer now) {
        if (before != null && now != null && now < before) {
            bound.refuse(
                    problems,
                    path,
                    "%d is less than the %d of %s: growing removes nothing"
                            .formatted(now, before, from.fileName()));
        }
    }

    private void checkPromise() {
        ProtectionPlan kept = first.plan();
        ProtectionPlan now = to.plan();
        int asked = now.promise().erasures(kept.data().maxStripsPerDomain(), 0);
        if (kept.data().code().tolerance() < asked) {
            bound.refuse(
                    problems,
                    "protection.tolerate",
                    ("%s, which is kept from %s, survives %d erasures, and this asks for %d with %d"
                                    + " strips in a domain: growing keeps the promise that was made")
                            .formatted(
                                    kept.data().code(),
                                    first.proposal().fileName(),
                                    kept.data().code().tolerance(),
                                    asked,
                                    kept.data().maxStripsPerDomain()));
        }
        if (!kept.metadata().equals(now.metadata())
                || kept.metadataShare() != now.metadataShare()) {
            bound.refuse(
                    problems,
                    "protection.metadata",
                    "metadata is kept otherwise than in %s: growing keeps its copies and its share"
                            .formatted(first.proposal().fileName()));
        }
    }

    private void checkUpdateDomains() {
        if (first.plan().promise().updateDomains() + to.plan().promise().updateDomains() > 0) {
            bound.refuse(
                    problems,
                    "protection.tolerate",
                    "growing does not keep to update domains yet: leave them out to see what moves");
        }
    }

    private static int indexOf(List<Nodes> groups, String name) {
        return groups.stream().map(Nodes::group).toList().indexOf(name);
    }

    private static NodeGroup kind(Proposal proposal, String group) {
        return proposal.cluster().groups().stream()
                .filter(one -> one.name().equals(group))
                .findFirst()
                .orElseThrow();
    }
}
