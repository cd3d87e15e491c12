package dev.faultline.cluster.durability;

import java.util.List;

/**
 * The answer.
 *
 * @param years the mission the probabilities are for
 * @param loss probability of losing any data in it
 * @param bytesLostPerYear expected; a big loss counts for more than a small one
 * @param unavailability of data that is not lost
 * @param contributions which causes, alone or together, make up how much of the losses
 * @param improvements single changes, the most useful first
 */
public record DurabilityResult(
        double years,
        Estimate loss,
        double bytesLostPerYear,
        Unavailability unavailability,
        List<Contribution> contributions,
        List<Improvement> improvements) {

    public DurabilityResult {
        contributions = List.copyOf(contributions);
        improvements = List.copyOf(improvements);
    }
}
