package dev.faultline.cluster.durability.burst;

import dev.faultline.cluster.durability.Streams;
import dev.faultline.cluster.durability.burst.BurstLayout.Scattered;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Bursts on a scattered layout: how the failures divide over the hit racks is sampled, and given
 * that division the loss probability is computed, 1 - (1 - q)^groups with q the probability that
 * one random group cannot be decoded. The variance left is only that of the division.
 */
final class ScatteredBurst implements BurstSampler {
    private static final double NORMAL_95 = 1.959963984540054;
    private static final double CLOSE_ENOUGH = 0.02;
    private static final int BATCH = 100;

    private final Scattered layout;
    private final long seed;

    ScatteredBurst(Scattered layout, long seed) {
        this.layout = layout;
        this.seed = seed;
    }

    /**
     * Draws until the interval is within two per cent of the mean, or so many samples are drawn.
     */
    @Override
    public BurstProbability cell(int failures, int racks, int mostSamples) {
        RackDivision division = new RackDivision(failures, racks, layout.drivesPerRack());
        UniformRandomProvider random = Streams.of(seed, failures, racks);
        Map<String, Double> known = new HashMap<>();
        double sum = 0;
        double sumOfSquares = 0;
        int samples = 0;
        double mean = 0;
        double halfWidth = Double.POSITIVE_INFINITY;
        while (samples < mostSamples && (mean == 0 || halfWidth > CLOSE_ENOUGH * mean)) {
            for (int end = samples + BATCH; samples < end; samples++) {
                int[] byRack = division.sample(random);
                Arrays.sort(byRack);
                double loss =
                        known.computeIfAbsent(Arrays.toString(byRack), _ -> lossGiven(byRack));
                sum += loss;
                sumOfSquares += loss * loss;
            }
            mean = sum / samples;
            double variance = Math.max(0, (sumOfSquares - samples * mean * mean) / (samples - 1));
            halfWidth = known.size() == 1 ? 0 : NORMAL_95 * Math.sqrt(variance / samples);
        }
        return new BurstProbability.Sampled(
                failures,
                racks,
                mean,
                Math.max(0, mean - halfWidth),
                Math.min(1, mean + halfWidth),
                samples);
    }

    /** 1 - (1 - q)^groups, kept exact for tiny q. */
    private double lossGiven(int[] failuresByRack) {
        return -Math.expm1(layout.groups() * Math.log1p(-groupLoss(failuresByRack)));
    }

    /** The probability that a random group has lost more strips than it can decode. */
    double groupLoss(int[] failuresByRack) {
        int shareOfAll = layout.width() / layout.racks();
        int wideRacks = layout.width() % layout.racks();
        int certain = layout.lossGiven().length;
        // weight[u][e]: u of the racks seen hold one strip more than the rest; e strips erased
        double[][] weight = new double[failuresByRack.length + 1][certain + 1];
        weight[0][0] = 1;
        for (int rack = 0; rack < failuresByRack.length; rack++) {
            double[][] next = new double[failuresByRack.length + 1][certain + 1];
            for (int wide = 0; wide <= Math.min(rack, wideRacks); wide++) {
                double isWide =
                        Math.clamp((double) (wideRacks - wide) / (layout.racks() - rack), 0, 1);
                addRack(weight[wide], next[wide], shareOfAll, failuresByRack[rack], 1 - isWide);
                addRack(weight[wide], next[wide + 1], shareOfAll + 1, failuresByRack[rack], isWide);
            }
            weight = next;
        }
        double loss = 0;
        for (double[] byErasures : weight) {
            for (int erasures = 0; erasures <= certain; erasures++) {
                double undecodable = erasures < certain ? layout.lossGiven()[erasures] : 1;
                loss += byErasures[erasures] * undecodable;
            }
        }
        return Math.min(1, loss);
    }

    /** Adds the erasures of one rack in which the group has {@code strips} strips. */
    private void addRack(double[] from, double[] to, int strips, int failed, double chance) {
        if (chance == 0) {
            return;
        }
        int drives = layout.drivesPerRack();
        int certain = from.length - 1;
        for (int hit = Math.max(0, strips - (drives - failed));
                hit <= Math.min(strips, failed);
                hit++) {
            double ways = hypergeometric(drives, failed, strips, hit) * chance;
            for (int erasures = 0; erasures <= certain; erasures++) {
                to[Math.min(certain, erasures + hit)] += from[erasures] * ways;
            }
        }
    }

    /** P(hit of the strips' drives are among the failed), strips drawn without replacement. */
    private static double hypergeometric(int drives, int failed, int strips, int hit) {
        double probability = 1;
        for (int i = 0; i < hit; i++) {
            probability *= (double) (failed - i) / (drives - i) * (strips - i) / (i + 1);
        }
        for (int i = 0; i < strips - hit; i++) {
            probability *= (double) (drives - failed - i) / (drives - hit - i);
        }
        return probability;
    }
}
