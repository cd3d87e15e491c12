package dev.faultline.cluster.protection;

/**
 * What a layout must survive: {@code domains} whole failure domains, {@code updateDomains} whole
 * update domains besides, and {@code drives} more drives anywhere, all at once. What a failure and
 * an update domain have in common counts twice, so the promise is kept with something to spare.
 *
 * @param restore whether a stripe leaves one domain's worth of room, so that after the loss of a
 *     domain a rebuild can restore this same promise
 */
public record Promise(int domains, int updateDomains, int drives, boolean restore) {

    /** Failure domains from which restoring the promise is the default. */
    public static final int RESTORE_FROM_DOMAINS = 5;

    /** A promise that says nothing of update domains. */
    public Promise(int domains, int drives, boolean restore) {
        this(domains, 0, drives, restore);
    }

    public Promise {
        if (domains < 0 || updateDomains < 0 || drives < 0) {
            throw new IllegalArgumentException("a promise cannot be negative");
        }
    }

    /** Domains that the strips of one stripe may count on: all, or all but one. */
    public int usedDomains(int domainCount) {
        return restore ? domainCount - 1 : domainCount;
    }

    /**
     * Erasures that a code must survive when no domain holds more than so many strips of a stripe,
     * and no update domain more than so many.
     */
    public int erasures(int stripsPerDomain, int stripsPerUpdateDomain) {
        return domains * stripsPerDomain + updateDomains * stripsPerUpdateDomain + drives;
    }
}
