package dev.faultline.node.hardware;

/** How far the figures of a catalog row can be trusted. */
public enum Confidence {
    /** Read in the named source. */
    SOURCED,
    /** Some figures read in the source, others recalled; the notes say which. */
    MIXED,
    /** Measured with this project's own tools; the source says where and how. */
    MEASURED,
    /** From memory of public material, not read again: verify before relying on it. */
    RECALLED,
    /** Computed here from other rows; the source says how. */
    DERIVED,
    /** Chosen here, for want of anything better; the source says why. */
    ASSUMED
}
