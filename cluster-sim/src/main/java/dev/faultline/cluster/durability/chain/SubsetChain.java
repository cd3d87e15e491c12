package dev.faultline.cluster.durability.chain;

import dev.faultline.node.units.RefusedArgument;
import java.util.function.IntPredicate;

/**
 * The whole chain of a small pool: a state for every set of failed drives, nothing lumped. Drives
 * fail at one rate; repair is shared by the failed drives of a set at {@code repairRate} for each
 * ({@code parallel}) or in all. Any placement can be asked about: {@code loses} says which sets
 * lose data. Exact for exponential times, by uniformisation on 2^drives states; up to 16 drives.
 */
public record SubsetChain(
        int drives, double failureRate, double repairRate, boolean parallel, IntPredicate loses) {
    private static final int MOST_DRIVES = 16;
    private static final double POISSON_TAIL = 1e-18;

    public SubsetChain {
        if (drives < 1 || drives > MOST_DRIVES) {
            throw new RefusedArgument(
                    "drives (%d) must be from 1 to %d".formatted(drives, MOST_DRIVES));
        }
    }

    /** Probability that a losing set has been reached by a time, starting with nothing failed. */
    public double lossProbability(double seconds) {
        double pace = drives * failureRate + (parallel ? drives : 1) * repairRate;
        double[] now = new double[1 << drives];
        now[0] = 1;
        double lost = 0;
        double sum = 0;
        double mean = pace * seconds;
        double logWeight = -mean;
        double covered = 0;
        for (int jumps = 0; ; jumps++) {
            double weight = Math.exp(logWeight);
            sum += weight * lost;
            covered += weight;
            if (jumps > mean && (1 - covered < 1e-15 || weight < POISSON_TAIL * covered)) {
                return sum;
            }
            double[] next = new double[now.length];
            lost += jump(now, next, pace);
            now = next;
            logWeight += Math.log(mean / (jumps + 1));
        }
    }

    /** One uniformised jump; returns the probability that it reached loss. */
    private double jump(double[] now, double[] next, double pace) {
        double lost = 0;
        for (int set = 0; set < now.length; set++) {
            double here = now[set];
            if (here == 0) {
                continue;
            }
            int failed = Integer.bitCount(set);
            double fails = here * failureRate / pace;
            double repairs =
                    failed == 0 ? 0 : here * (parallel ? 1.0 : 1.0 / failed) * repairRate / pace;
            next[set] += here - (drives - failed) * fails - failed * repairs;
            for (int drive = 0; drive < drives; drive++) {
                int toggled = set ^ 1 << drive;
                if ((set & 1 << drive) != 0) {
                    next[toggled] += repairs;
                } else if (loses.test(toggled)) {
                    lost += fails;
                } else {
                    next[toggled] += fails;
                }
            }
        }
        return lost;
    }
}
