package dev.faultline.cluster.failure;

/** Something that is wrong with some parts for a while, or for good. */
public sealed interface Condition {

    Parts parts();

    /** Gone with what it held; does not come back. */
    record Lost(Parts parts) implements Condition {}

    /** Away, and what it holds comes back with it. */
    record Out(Parts parts) implements Condition {}

    /**
     * Works slower: the media of drives for stripes and for the write buffer, and nodes'
     * processors. A slowed NIC is a degraded one.
     *
     * @param speed share of its speed that is left, above 0 and at most 1
     */
    record Slowed(Parts parts, double speed) implements Condition {}

    /**
     * Its connection carries less: a NIC's line, a drive's bus, a node's NICs, a rack's or domain's
     * uplinks.
     *
     * @param share share of its rate that is left, above 0 and at most 1
     */
    record Degraded(Parts parts, double share) implements Condition {}
}
