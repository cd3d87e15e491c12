package dev.faultline.cluster.protection;

/** How many more erasures a stripe survives, wherever they fall. Pure functions. */
public final class Survival {

    /** What {@link #redundancy} answers for a stripe that cannot be decoded. */
    public static final int BEYOND = -1;

    private Survival() {}

    /** For a code without local groups: m less what is erased; {@link #BEYOND} past m. */
    public static int redundancy(int parities, int erased) {
        return erased > parities ? BEYOND : parities - erased;
    }

    /**
     * For a maximally recoverable code with local groups.
     *
     * <p>Every global parity erased, and every erasure after the first in a local group, uses up
     * one global parity. An adversary who has {@code slack} of these left to use up hits places
     * where each erasure counts (living global parities, groups that have lost a strip already);
     * only when those run out must an erasure be spent on opening an untouched group. With nothing
     * erased, 28+4/local 4 survives any 5: four global parities use up all four, one more opens a
     * group.
     *
     * @param erasedGlobal global parities erased
     * @param erasedInGroup erasures of each local group, its parity included
     */
    public static int redundancy(Code code, int erasedGlobal, int[] erasedInGroup) {
        int usedUp = erasedGlobal;
        int counting = code.globalParities() - erasedGlobal;
        int untouched = 0;
        for (int erased : erasedInGroup) {
            usedUp += Math.max(0, erased - 1);
            counting += erased == 0 ? 0 : code.localGroupWidth() - erased;
            untouched += erased == 0 ? 1 : 0;
        }
        int slack = code.globalParities() - usedUp;
        if (slack < 0) {
            return BEYOND;
        }
        int opened = 0;
        while (counting <= slack && opened < untouched) {
            opened++;
            counting += code.localGroupWidth() - 1;
        }
        return Math.min(slack, counting) + opened;
    }
}
