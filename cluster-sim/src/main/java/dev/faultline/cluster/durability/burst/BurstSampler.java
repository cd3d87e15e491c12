package dev.faultline.cluster.durability.burst;

/** Estimates one burst after the other; each draws from a stream of its own. Any thread. */
sealed interface BurstSampler permits ScatteredBurst, GridBurst {

    /**
     * Draws until the interval is within two per cent of the mean, or so many samples are drawn.
     */
    BurstProbability cell(int failures, int racks, int mostSamples);
}
