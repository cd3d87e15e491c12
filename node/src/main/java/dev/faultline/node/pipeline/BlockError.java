package dev.faultline.node.pipeline;

/** How a request ended. */
public enum BlockError {
    NONE,
    /** What it asks for makes no sense. */
    INVALID,
    /** There is no room for what it writes. */
    NO_SPACE,
    /** What it reads, or writes in part, is lost. */
    IO,
    /** The node is stopping. */
    SHUTDOWN
}
