package dev.faultline.cluster.failure;

/** Kinds of parts that a scenario can name, what holds others before these. */
public enum PartKind {
    DOMAIN,
    UPDATE_DOMAIN,
    RACK,
    NODE,
    DRIVE,
    /** A drive of the write buffer. */
    BUFFER,
    NIC;

    /** Whether these are nodes or hold nodes; all others sit in a node and hold nothing. */
    public boolean holdsNodes() {
        return compareTo(NODE) <= 0;
    }

    /** As a selector writes it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
