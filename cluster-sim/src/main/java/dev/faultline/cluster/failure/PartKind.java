package dev.faultline.cluster.failure;

/** Kinds of parts that a scenario can name. */
public enum PartKind {
    DOMAIN,
    UPDATE_DOMAIN,
    RACK,
    NODE,
    DRIVE,
    NIC;

    /** As a selector writes it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
