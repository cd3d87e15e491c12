package dev.faultline.node.control;

/** What a drive of a running node is doing. */
public enum DriveState {
    /** It answers, and holds everything that was put on it. */
    HEALTHY,
    /** It answers, slower than its datasheet. */
    SLOW,
    /** It answers nothing any more; what it held is read from the other strips. */
    FAILED
}
