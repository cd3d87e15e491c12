package dev.faultline.cluster.durability.trial;

/** Restores redundancy in a pool's state: when the next step happens, and what it does. */
sealed interface Repair permits GroupRepair, DriveRepair {

    /** Seconds until the repair next changes anything, if nothing else happens before. */
    double horizon(PoolState state, Draws draws);

    /** Time passes, by no more than the horizon. */
    void elapse(PoolState state, double seconds);

    /** The horizon is reached. */
    void complete(PoolState state);

    /** A failure has just raised {@code groups} groups to a level. */
    void struck(PoolState state, int from, int to, long groups);

    /** The level whose groups shrink while time passes, or 0. */
    int shrinking(PoolState state);

    /** Seconds for one group of the shrinking level. */
    double secondsPerGroup(PoolState state);

    static Repair of(PoolModel model) {
        return model.groupWise ? new GroupRepair(model) : new DriveRepair(model);
    }
}
