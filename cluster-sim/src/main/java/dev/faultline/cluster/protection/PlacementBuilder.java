package dev.faultline.cluster.protection;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.node.units.RefusedArgument;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Deals strips to drives: distinct drives in a group (distinct nodes where the domain has enough),
 * never more than c of a group in a domain, and every drive the same number of strips give or take
 * one.
 *
 * <p>Each group takes its strips from the domains that have been dealt least for their size, ties
 * by lot; each domain deals its drives in shuffled layers, one drive of every node before a second
 * of any. Consecutive groups therefore load all drives evenly, which is what lets a rebuild go
 * through them in balanced waves (the idea of nearly random permutations: Merchant and Yu,
 * "Analytic Modeling of Clustered RAID with Mapping Based on Nearly Random Permutation", 1996).
 */
public final class PlacementBuilder {

    private final Cluster cluster;
    private final Code code;
    private final int maxPerDomain;
    private final RandomGenerator random;
    private final DomainDealer[] dealers;
    private final long[] order;

    private PlacementBuilder(Cluster cluster, Code code, int maxPerDomain, RandomGenerator random) {
        this.cluster = cluster;
        this.code = code;
        this.maxPerDomain = maxPerDomain;
        this.random = random;
        this.dealers = new DomainDealer[cluster.domainCount()];
        int[] lastGroupOf = new int[cluster.driveCount()];
        Arrays.fill(lastGroupOf, -1);
        for (int domain = 0; domain < dealers.length; domain++) {
            dealers[domain] =
                    new DomainDealer(
                            cluster, storingNodes(domain), maxPerDomain, lastGroupOf, random);
        }
        this.order = new long[dealers.length];
    }

    /**
     * Places groups of a code.
     *
     * @param stripsPerDrive how many groups each drive should take part in
     */
    public static Placement place(
            Cluster cluster,
            Code code,
            int maxStripsPerDomain,
            int stripsPerDrive,
            RandomGenerator random) {
        return new PlacementBuilder(cluster, code, maxStripsPerDomain, random)
                .deal(groups(cluster, code, stripsPerDrive));
    }

    /** Places groups of a code, within its limits on failure domains and update domains. */
    public static Placement place(
            Cluster cluster, CodeOption option, int stripsPerDrive, RandomGenerator random) {
        if (option.maxStripsPerUpdateDomain() == 0) {
            return place(
                    cluster, option.code(), option.maxStripsPerDomain(), stripsPerDrive, random);
        }
        return new GridPlacementBuilder(cluster, option, random)
                .deal(groups(cluster, option.code(), stripsPerDrive));
    }

    private static int groups(Cluster cluster, Code code, int stripsPerDrive) {
        long groups = (long) cluster.driveCount() * stripsPerDrive / code.width();
        return Math.toIntExact(Math.max(1, groups));
    }

    private int[] storingNodes(int domain) {
        return IntStream.range(0, cluster.nodeCount())
                .filter(node -> cluster.domainOfNode(node) == domain)
                .filter(node -> cluster.kindOf(node).driveCount() > 0)
                .toArray();
    }

    private Placement deal(int groups) {
        int[] drives = new int[Math.multiplyExact(groups, code.width())];
        for (int group = 0; group < groups; group++) {
            dealGroup(drives, group);
        }
        return new Placement(new CodeOption(code, maxPerDomain), drives, cluster.driveCount());
    }

    private void dealGroup(int[] drives, int group) {
        int at = group * code.width();
        int taken = 0;
        for (int round = 0; round < maxPerDomain && taken < code.width(); round++) {
            int wanted = orderDomains(round, code.width() - taken);
            for (int i = 0; i < wanted; i++) {
                int domain = (int) (order[i] & 0xFFFF);
                drives[at + taken++] = dealers[domain].deal(group);
            }
        }
        if (taken < code.width()) {
            throw new RefusedArgument(
                    "%d strips do not fit into %d domains with at most %d in each"
                            .formatted(code.width(), cluster.domainCount(), maxPerDomain));
        }
        shuffle(drives, at, code.width(), random);
    }

    /**
     * Puts first those of the domains that can give one more strip that have dealt least for their
     * size, and returns how many of those wanted there are.
     */
    private int orderDomains(int round, int most) {
        int candidates = 0;
        for (int domain = 0; domain < dealers.length; domain++) {
            if (dealers[domain].driveCount() > round) {
                long dealt = (long) (dealers[domain].dealtShare() * (1 << 20));
                order[candidates++] = dealt << 32 | (long) random.nextInt(1 << 16) << 16 | domain;
            }
        }
        int wanted = Math.min(candidates, most);
        LeastFirst.sort(order, candidates, wanted);
        return wanted;
    }

    /** Which strip is data and which parity must not follow from the order of dealing. */
    static void shuffle(int[] values, int at, int count, RandomGenerator random) {
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int value = values[at + i];
            values[at + i] = values[at + other];
            values[at + other] = value;
        }
    }
}
