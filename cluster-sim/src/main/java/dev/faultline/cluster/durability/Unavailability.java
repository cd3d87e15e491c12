package dev.faultline.cluster.durability;

/**
 * Data that is there but cannot be read now.
 *
 * @param probability that at a random moment some group cannot be read
 * @param secondsPerYear that is, in a year
 * @param unreadableShare of all data at a random moment, on average
 */
public record Unavailability(double probability, double secondsPerYear, double unreadableShare) {

    public double nines() {
        return -Math.log10(probability);
    }
}
