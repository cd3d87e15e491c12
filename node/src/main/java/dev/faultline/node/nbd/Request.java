package dev.faultline.node.nbd;

/** One request of a connection while it is under way; used again for a later one. */
final class Request {

    int command;
    int flags;
    long cookie;
    long offset;
    long length;

    /** Where the next part begins. */
    long position;

    /** Parts that were submitted and have not come back. */
    int parts;

    boolean allSubmitted;
    int error;
    long startNanos;

    long end() {
        return offset + length;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    void begin() {
        position = offset;
        parts = 0;
        allSubmitted = false;
        error = 0;
        startNanos = System.nanoTime();
    }
}
