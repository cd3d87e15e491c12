package dev.faultline.cluster.rebuild;

/**
 * How a cluster rebuilds.
 *
 * @param share of every resource that rebuilding is guaranteed, 0 to 1; it also uses what clients
 *     leave
 * @param detectNanos from a loss until rebuilding starts
 * @param waitNanos from the beginning of an outage until what is away is given up and re-created
 * @param wavesInFlight waves that go on at once; more of them even out the drives that are written
 * @param wavesPerPass waves that all groups together are divided into, by their bytes; {@link
 *     Integer#MAX_VALUE} for group by group
 */
public record RebuildPolicy(
        double share, long detectNanos, long waitNanos, int wavesInFlight, int wavesPerPass) {

    /** Waves for a layout unless asked otherwise: fine enough to see exposure fall. */
    public static final int WAVES_PER_PASS = 64;

    /** The same in other steps. */
    public RebuildPolicy in(int waves) {
        return new RebuildPolicy(share, detectNanos, waitNanos, wavesInFlight, waves);
    }

    /** Groups of a wave, when all groups together hold so many bytes. */
    int groupsPerWave(double groupBytes, double allBytes) {
        return groups(wavesPerPass, groupBytes, allBytes);
    }

    /** Groups that make a class of their own: fewer are re-created with the next less exposed. */
    int groupsOfClass(double groupBytes, double allBytes) {
        return groups(Math.min(wavesPerPass, WAVES_PER_PASS), groupBytes, allBytes);
    }

    /** Bytes of groups re-created after which clients' reads are spread anew. */
    double stepBytes(double allBytes) {
        return allBytes / WAVES_PER_PASS;
    }

    private static int groups(int parts, double groupBytes, double allBytes) {
        return Math.max(1, (int) Math.ceil(allBytes / parts / groupBytes));
    }

    /** Whether each group is rebuilt by itself; all of them are then under way at once. */
    boolean groupByGroup() {
        return wavesPerPass == Integer.MAX_VALUE;
    }

    /**
     * Bytes of groups that may be under way at once: metadata and data take what they hold of it.
     */
    double inFlightBytes(double allBytes) {
        return groupByGroup() ? allBytes : allBytes * wavesInFlight / WAVES_PER_PASS;
    }
}
