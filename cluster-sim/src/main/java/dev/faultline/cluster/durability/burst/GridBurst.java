package dev.faultline.cluster.durability.burst;

import dev.faultline.cluster.durability.Streams;
import dev.faultline.cluster.durability.burst.BurstLayout.LocalPools;
import dev.faultline.cluster.durability.burst.BurstLayout.NetworkClustered;
import dev.faultline.cluster.durability.burst.BurstLayout.NetworkDeclustered;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Bursts on grids that are too large to count: the failed drives themselves are drawn, and it is
 * looked whether data is lost. The interval is Clopper and Pearson's.
 */
final class GridBurst implements BurstSampler {
    private static final double CLOSE_ENOUGH = 0.02;
    private static final int BATCH = 500;

    /** From so many failures a rack, all racks are hit nearly always when drives are just drawn. */
    private static final int MANY_PER_RACK = 20;

    private final BurstLayout layout;
    private final long seed;

    GridBurst(BurstLayout layout, long seed) {
        if (layout instanceof BurstLayout.Scattered) {
            throw new IllegalArgumentException("a scattered layout is no grid");
        }
        this.layout = layout;
        this.seed = seed;
    }

    @Override
    public BurstProbability cell(int failures, int racks, int mostSamples) {
        Trial trial = new Trial(failures, racks, Streams.of(seed, failures, racks));
        long losses = 0;
        int samples = 0;
        double low = 0;
        double high = 1;
        while (samples < mostSamples
                && (losses == 0 || (high - low) / 2 > CLOSE_ENOUGH * losses / samples)) {
            for (int end = samples + BATCH; samples < end; samples++) {
                losses += trial.loses() ? 1 : 0;
            }
            low = losses == 0 ? 0 : quantile(losses, samples - losses + 1, 0.025);
            high = losses == samples ? 1 : quantile(losses + 1, samples - losses, 0.975);
        }
        return new BurstProbability.Sampled(
                failures, racks, (double) losses / samples, low, high, samples);
    }

    private static double quantile(long successes, long others, double probability) {
        return BetaDistribution.of(successes, others).inverseCumulativeProbability(probability);
    }

    /** Draws bursts of one size. One thread. */
    private final class Trial {
        private final int failures;
        private final UniformRandomProvider random;
        private final @Nullable RackDivision division;
        private final int[] racks;

        /** Drives of one rack, or of all racks that are hit where they are drawn together. */
        private final int[] drives;

        private final int hitRacks;

        /** Failed drives of each pool, pools of one rack next to each other. */
        private final int[] failedOfPool;

        Trial(int failures, int hitRacks, UniformRandomProvider random) {
            boolean many = failures > (long) MANY_PER_RACK * hitRacks;
            this.failures = failures;
            this.hitRacks = hitRacks;
            this.random = random;
            this.racks = counting(layout.racks());
            this.drives = counting(layout.drivesPerRack() * (many ? hitRacks : 1));
            this.failedOfPool = new int[hitRacks * poolsPerRack()];
            this.division =
                    many ? null : new RackDivision(failures, hitRacks, layout.drivesPerRack());
        }

        boolean loses() {
            if (division == null) {
                drawTogether();
            } else {
                drawByRack(division.sample(random));
            }
            return switch (layout) {
                case LocalPools local -> failedPools(local.parity()) > 0;
                case NetworkDeclustered network ->
                        failedRacks(network.localParity()) > network.parity();
                case NetworkClustered network -> losesAcross(network);
                case BurstLayout.Scattered _ -> throw new IllegalStateException("no grid");
            };
        }

        private void drawByRack(int[] failedOfRack) {
            Arrays.fill(failedOfPool, 0);
            for (int rack = 0; rack < hitRacks; rack++) {
                shuffleFirst(drives, failedOfRack[rack]);
                for (int i = 0; i < failedOfRack[rack]; i++) {
                    failedOfPool[rack * poolsPerRack() + drives[i] / poolDrives()]++;
                }
            }
        }

        /** Drawn from all drives of these racks, again until every rack is hit. */
        private void drawTogether() {
            boolean[] hit = new boolean[hitRacks];
            int left;
            do {
                Arrays.fill(failedOfPool, 0);
                Arrays.fill(hit, false);
                left = hitRacks;
                shuffleFirst(drives, failures);
                for (int i = 0; i < failures; i++) {
                    failedOfPool[drives[i] / poolDrives()]++;
                    int rack = drives[i] / layout.drivesPerRack();
                    left -= hit[rack] ? 0 : 1;
                    hit[rack] = true;
                }
            } while (left > 0);
        }

        private int failedPools(int parity) {
            int failed = 0;
            for (int ofPool : failedOfPool) {
                failed += ofPool > parity ? 1 : 0;
            }
            return failed;
        }

        private int failedRacks(int parity) {
            int failed = 0;
            for (int rack = 0; rack < hitRacks; rack++) {
                for (int pool = 0; pool < poolsPerRack(); pool++) {
                    if (failedOfPool[rack * poolsPerRack() + pool] > parity) {
                        failed++;
                        break;
                    }
                }
            }
            return failed;
        }

        private boolean losesAcross(NetworkClustered network) {
            shuffleFirst(racks, hitRacks);
            int[] failedAt = new int[network.racks() / network.width() * poolsPerRack()];
            for (int rack = 0; rack < hitRacks; rack++) {
                int set = racks[rack] / network.width();
                for (int pool = 0; pool < poolsPerRack(); pool++) {
                    int at = set * poolsPerRack() + pool;
                    if (failedOfPool[rack * poolsPerRack() + pool] > network.localParity()
                            && ++failedAt[at] > network.parity()) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Fisher and Yates, as far as needed. */
        private void shuffleFirst(int[] items, int count) {
            for (int i = 0; i < count; i++) {
                int other = i + random.nextInt(items.length - i);
                int kept = items[i];
                items[i] = items[other];
                items[other] = kept;
            }
        }
    }

    private int poolsPerRack() {
        return layout.drivesPerRack() / poolDrives();
    }

    private int poolDrives() {
        return switch (layout) {
            case LocalPools local -> local.poolDrives();
            case NetworkClustered network -> network.poolDrives();
            case NetworkDeclustered network -> network.poolDrives();
            case BurstLayout.Scattered _ -> 1;
        };
    }

    private static int[] counting(int end) {
        int[] numbers = new int[end];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }
}
