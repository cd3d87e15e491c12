package dev.faultline.node.nbd;

/**
 * How many answers are to leave together. A client that keeps many requests under way is woken less
 * often, and costs fewer system calls on both sides, when its answers come in groups; one that
 * waits for each answer must have it at once. So the group grows by one from turn to turn while
 * requests come quickly enough to fill it, and is halved, for a good while, when they do not.
 */
final class Gathering {

    /** Longer groups saved nothing more. */
    private static final int MOST = 24;

    /** How long answers wait for another request, at most, from the last that came. */
    static final long WAIT_NANOS = 40_000;

    /** Turns until a group that did not come is tried again: waiting in vain costs little then. */
    private static final int CALM_TURNS = 256;

    private int wanted = 1;
    private int calmTurns;

    int wanted() {
        return wanted;
    }

    /** So many answers leave together, and none had to wait in vain. */
    void filled(int count) {
        if (calmTurns > 0) {
            calmTurns--;
        } else if (count >= wanted && wanted < MOST) {
            wanted++;
        }
    }

    /** Fewer than wanted leave: no more came in time. */
    void waitedInVain() {
        wanted = Math.max(1, wanted / 2);
        calmTurns = CALM_TURNS;
    }
}
