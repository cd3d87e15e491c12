package dev.faultline.node.nbd;

/** How far a request has come. */
enum Progress {
    /** Nothing is left to do for it but what comes back by itself. */
    DONE,
    /** It went on, and can go on at once. */
    WENT_ON,
    /** It needs more of what the client sends. */
    NEEDS_INPUT,
    /** It goes on when something of this connection comes back, which will make it go on. */
    WAITS,
    /**
     * It goes on when something that all connections share comes back: it has to be tried again.
     */
    RETRIES
}
