package dev.faultline.cluster.rebuild;

/**
 * How a cluster rebuilds.
 *
 * @param share of every resource that rebuilding is guaranteed, 0 to 1; it also uses what clients
 *     leave
 * @param detectNanos from a loss until rebuilding starts
 * @param waitNanos from the beginning of an outage until what is away is given up and re-created
 * @param wavesInFlight waves that go on at once; more of them even out the drives that are written
 * @param wavesPerPass waves that the groups of a whole layout are divided into; {@link
 *     Integer#MAX_VALUE} for group by group
 */
public record RebuildPolicy(
        double share, long detectNanos, long waitNanos, int wavesInFlight, int wavesPerPass) {

    /** Waves for a layout unless asked otherwise: fine enough to see exposure fall. */
    public static final int WAVES_PER_PASS = 128;

    /** Share of a layout's groups that are under way at once. */
    public static final int WAVES_IN_FLIGHT = 12;

    int groupsPerWave(int groups) {
        return Math.max(1, (groups + wavesPerPass - 1) / wavesPerPass);
    }

    /** Waves at once when waves are smaller than usual: the same share of the groups. */
    int inFlight(int groups) {
        int usual = Math.max(1, (groups + WAVES_PER_PASS - 1) / WAVES_PER_PASS);
        return Math.max(1, wavesInFlight * usual / groupsPerWave(groups));
    }
}
