package dev.faultline.node.store;

/**
 * How far everything is known to have been on the disk: what is damaged up to here was damaged
 * later, and what is damaged beyond was perhaps never there, because power was lost.
 *
 * @param sequence of the last record of the write buffer that was forced
 * @param generation of the last row
 */
record Forced(long sequence, long generation) {

    static final Forced NOTHING = new Forced(0, 0);

    Forced or(Forced other) {
        return new Forced(
                Math.max(sequence, other.sequence), Math.max(generation, other.generation));
    }
}
