package dev.faultline.cluster.expansion;

import dev.faultline.cluster.protection.Placement;

/**
 * Strips that change drives, each once, in the order of their placement groups.
 *
 * @param strips as the placement numbers them
 * @param targets the drive that each goes to
 * @param least fewest strips that can move if every drive is to hold its share
 */
public record Moves(int[] strips, int[] targets, long least) {

    /** How many move. */
    public int count() {
        return strips.length;
    }

    /** Carries out those from one index up to another. */
    public void apply(Placement placement, int from, int to) {
        for (int i = from; i < to; i++) {
            placement.move(strips[i], targets[i]);
        }
    }
}
