package dev.faultline.cluster.rebuild;

/**
 * How a cluster rebuilds.
 *
 * @param share of every resource that rebuilding is guaranteed, 0 to 1; it also uses what clients
 *     leave
 * @param detectNanos from a loss until rebuilding starts
 * @param waitNanos from the beginning of an outage until what is away is given up and re-created
 * @param inFlight 64ths of all groups, by their bytes, that a wave re-creates at once
 * @param groupByGroup instead of waves: all groups of a class are under way, each by itself
 */
public record RebuildPolicy(
        double share, long detectNanos, long waitNanos, int inFlight, boolean groupByGroup) {

    private static final double PARTS = 64;

    /**
     * Steps in which clients' reads follow what is re-created, when all groups are: they find on
     * average a 64th of it later than it is there.
     */
    private static final double READ_STEPS = 32;

    /** Groups of a wave, when all groups together hold so many bytes. */
    int groupsPerWave(double groupBytes, double allBytes) {
        return groupByGroup ? 1 : groups(allBytes * inFlight / PARTS, groupBytes);
    }

    /** Groups that make a class of their own: fewer are re-created with the next less exposed. */
    int groupsOfClass(double groupBytes, double allBytes) {
        return groups(allBytes / PARTS, groupBytes);
    }

    /** Bytes of groups re-created after which clients' reads are spread anew. */
    double stepBytes(double allBytes) {
        return allBytes / READ_STEPS;
    }

    private static int groups(double bytes, double groupBytes) {
        return Math.max(1, (int) Math.ceil(bytes / groupBytes));
    }
}
