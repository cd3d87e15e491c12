package dev.faultline.node.control;

/**
 * What one may do to the hardware of a running node. Any thread may call; each call has taken
 * effect when it returns. A drive that does not exist, or a request that makes no sense in the
 * drive's state, is an {@link IllegalArgumentException} whose message says what is accepted.
 */
public interface NodeControl {

    /** The drive answers nothing from now on, and what it held is re-created in the background. */
    void fail(int drive);

    /** Everything on the drive takes {@code factor} times as long; 1 makes it healthy again. */
    void slow(int drive, double factor);

    /**
     * Silently changes what is stored: one bit in each of {@code blocks} blocks of 4 KiB that the
     * drive holds, chosen with this seed. Returns how many were changed (fewer when it holds
     * fewer).
     */
    int corrupt(int drive, int blocks, long seed);

    /** The next write to the drive stores only its first half, and reports success. */
    void tear(int drive);

    /** A new, empty drive in place of a failed one. */
    void replace(int drive);

    /** How fast strips are re-created at most, in bytes written per second. */
    void rebuildAt(double rateBytesPerSecond);

    /** Starts a pass of the scrubber now rather than when the next one is due. */
    void scrub();
}
