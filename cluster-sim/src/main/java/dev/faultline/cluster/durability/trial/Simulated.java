package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.Estimate;
import dev.faultline.cluster.result.DurabilityResult.Contribution;
import java.util.List;

/** What a simulation found: the estimate, the bytes behind it and the causes. */
public record Simulated(
        Estimate estimate, double expectedBytesLost, List<Contribution> contributions) {

    public Simulated {
        contributions = List.copyOf(contributions);
    }
}
