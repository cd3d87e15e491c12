package dev.faultline.cluster.review;

import dev.faultline.cluster.result.ReviewResult.Weight;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.GroupParts;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.node.units.Mass;
import java.util.HashMap;
import java.util.Map;

/**
 * What the heaviest rack weighs: the empty rack and the servers in it, without switches. Two limits
 * are common: about a tonne for raised floors, and 3,000 pounds (1,361 kg) as what a usual rack
 * holds standing.
 */
final class RackWeight {

    private static final double RAISED_FLOOR = 1_000;
    private static final double USUAL_RACK = 1_361;

    private RackWeight() {}

    static Weight heaviest(Proposal proposal) {
        Map<String, Mass> weights = new HashMap<>();
        for (GroupParts group : proposal.parts()) {
            if (group.server() == null || group.server().weight() == null) {
                return new Weight(null, null);
            }
            weights.put(group.group(), group.server().weight());
        }
        if (proposal.providerDomains()) {
            return new Weight(null, null);
        }
        Cluster cluster = proposal.cluster();
        double heaviest = 0;
        for (int rack = 0; rack < cluster.rackCount(); rack++) {
            double sum = proposal.file().site().rackWeight().kilograms();
            int end = cluster.firstNodeOfRack(rack + 1);
            for (int node = cluster.firstNodeOfRack(rack); node < end; node++) {
                Mass weight = weights.get(cluster.groupOf(node).name());
                sum += weight == null ? Double.NaN : weight.kilograms();
            }
            heaviest = Math.max(heaviest, sum);
        }
        return new Weight(heaviest, floor(heaviest));
    }

    private static String floor(double kilograms) {
        if (kilograms <= RAISED_FLOOR) {
            return "to 1,000 kg";
        }
        return kilograms <= USUAL_RACK ? "to 1,361 kg" : "above 1,361 kg";
    }
}
