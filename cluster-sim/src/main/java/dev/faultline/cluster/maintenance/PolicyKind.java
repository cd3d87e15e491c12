package dev.faultline.cluster.maintenance;

/** What the operator does when maintenance is announced. */
public enum PolicyKind {
    /** Nothing: the platform takes nodes when it likes. */
    IGNORE,
    /** Lets every node go as soon as the rule holds without it, whatever else is away. */
    APPROVE_WHEN_REDUNDANT,
    /** One node (or host) after the other, each when the one before is back and all is rebuilt. */
    SERIALIZE_NODES,
    /** All announced nodes of one failure domain at once, then the next domain. */
    SERIALIZE_DOMAIN,
    /** Gets a VM, copies a node's data to it and gives the node back before its time comes. */
    MIGRATE_FIRST;

    /** As a file writes it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
