package dev.faultline.cluster.compare;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.Proposal;
import java.util.List;

/**
 * A proposal with its plan, as it is compared.
 *
 * @param scaled what was changed to reach the size asked for, in sentences
 */
public record Candidate(Proposal proposal, ProtectionPlan plan, List<String> scaled) {

    public double usableBytes() {
        Cluster cluster = proposal.cluster();
        return plan.usableBytes(cluster.driveCount() * cluster.driveKind().capacityBytes());
    }
}
