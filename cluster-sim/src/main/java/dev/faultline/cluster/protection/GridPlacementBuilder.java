package dev.faultline.cluster.protection;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.node.units.RefusedArgument;
import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Deals strips to drives so that a group has at most c strips in a failure domain and at most c' in
 * an update domain. Failure domains take turns by what they were dealt for their size, and within
 * one the cells of update domains do; each cell deals its drives in shuffled layers.
 */
final class GridPlacementBuilder {

    private final Cluster cluster;
    private final CodeOption option;
    private final RandomGenerator random;
    private final DomainDealer[][] dealers;
    private final GridCounts counts;
    private final int[] drivesOfDomain;
    private final long[] dealtToDomain;

    GridPlacementBuilder(Cluster cluster, CodeOption option, RandomGenerator random) {
        this.cluster = cluster;
        this.option = option;
        this.random = random;
        int[][] room = new DomainGrid(cluster).room(option);
        this.counts = new GridCounts(room, option);
        this.drivesOfDomain = new int[cluster.domainCount()];
        this.dealtToDomain = new long[cluster.domainCount()];
        this.dealers = new DomainDealer[cluster.domainCount()][cluster.updateDomainCount()];
        int[] lastGroupOf = new int[cluster.driveCount()];
        Arrays.fill(lastGroupOf, -1);
        for (int domain = 0; domain < dealers.length; domain++) {
            for (int update = 0; update < dealers[domain].length; update++) {
                int[] nodes = nodesOf(domain, update);
                dealers[domain][update] =
                        new DomainDealer(cluster, nodes, room[domain][update], lastGroupOf, random);
                drivesOfDomain[domain] += dealers[domain][update].driveCount();
            }
        }
    }

    Placement deal(int groups) {
        int width = option.code().width();
        int[] drives = new int[Math.multiplyExact(groups, width)];
        for (int group = 0; group < groups; group++) {
            countGroup(width);
            int at = group * width;
            for (int domain = 0; domain < dealers.length; domain++) {
                for (int update = 0; update < dealers[domain].length; update++) {
                    for (int i = 0; i < counts.of(domain, update); i++) {
                        drives[at++] = dealers[domain][update].deal(group);
                    }
                }
            }
            PlacementBuilder.shuffle(drives, group * width, width, random);
        }
        return new Placement(option, drives, cluster.driveCount());
    }

    private void countGroup(int width) {
        counts.clear();
        int taken = 0;
        for (int round = 0; round < option.maxStripsPerDomain() && taken < width; round++) {
            for (int domain : domainsByShare()) {
                if (taken < width && add(domain)) {
                    taken++;
                }
            }
        }
        if (taken < width) {
            throw new RefusedArgument(
                    "%d strips do not fit with at most %d in a failure domain and %d in an update domain"
                            .formatted(
                                    width,
                                    option.maxStripsPerDomain(),
                                    option.maxStripsPerUpdateDomain()));
        }
    }

    private boolean add(int domain) {
        int[] byShare = shuffled(dealers[domain].length);
        int[] order =
                Arrays.stream(byShare)
                        .boxed()
                        .sorted(Comparator.comparingDouble(update -> cellShare(domain, update)))
                        .mapToInt(update -> update)
                        .toArray();
        boolean added = counts.add(domain, i -> order[i]);
        dealtToDomain[domain] += added ? 1 : 0;
        return added;
    }

    /** What a cell was dealt for its size, what this group takes included. */
    private double cellShare(int domain, int update) {
        DomainDealer dealer = dealers[domain][update];
        return dealer.driveCount() == 0
                ? Double.POSITIVE_INFINITY
                : dealer.dealtShare() + (double) counts.of(domain, update) / dealer.driveCount();
    }

    private int[] domainsByShare() {
        return Arrays.stream(shuffled(dealers.length))
                .filter(domain -> drivesOfDomain[domain] > 0)
                .boxed()
                .sorted(
                        Comparator.comparingDouble(
                                domain -> (double) dealtToDomain[domain] / drivesOfDomain[domain]))
                .mapToInt(domain -> domain)
                .toArray();
    }

    /** Ties are broken by lot. */
    private int[] shuffled(int count) {
        int[] values = IntStream.range(0, count).toArray();
        PlacementBuilder.shuffle(values, 0, count, random);
        return values;
    }

    private int[] nodesOf(int domain, int update) {
        return IntStream.range(0, cluster.nodeCount())
                .filter(node -> cluster.domainOfNode(node) == domain)
                .filter(node -> cluster.updateDomainOfNode(node) == update)
                .filter(node -> cluster.kindOf(node).driveCount() > 0)
                .toArray();
    }
}
