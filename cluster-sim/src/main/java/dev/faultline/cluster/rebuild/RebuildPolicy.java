package dev.faultline.cluster.rebuild;

/**
 * How a cluster rebuilds.
 *
 * @param share of every resource that rebuilding is guaranteed, 0 to 1; it also uses what clients
 *     leave
 * @param detectNanos from a loss until rebuilding starts
 * @param waitNanos from the beginning of an outage until what is away is given up and re-created
 * @param groupByGroup instead of one wave for all groups of a class, one for each of them
 */
public record RebuildPolicy(double share, long detectNanos, long waitNanos, boolean groupByGroup) {

    /** With fewer of the bytes of all groups, groups make no class of their own. */
    private static final double SMALLEST_CLASS = 1.0 / 64;

    /**
     * Steps in which clients' reads follow what is re-created, when all groups are: they find on
     * average a 64th of it later than it is there.
     */
    private static final double READ_STEPS = 32;

    /**
     * Turns in which groups of a class go on when each is by itself: none is further ahead of the
     * others than by one.
     */
    private static final int TURNS = 8;

    /** Groups that make a class of their own: fewer are re-created with the next less exposed. */
    int groupsOfClass(double groupBytes, double allBytes) {
        return (int) Math.ceil(allBytes * SMALLEST_CLASS / groupBytes);
    }

    /** Bytes of groups re-created after which clients' reads are spread anew. */
    double stepBytes(double allBytes) {
        return allBytes / READ_STEPS;
    }

    /** Parts of a wave's bytes that are re-created in turn with the other waves of its class. */
    int turns() {
        return groupByGroup ? TURNS : 1;
    }
}
