package dev.faultline.cluster.workload;

/** What clients do. */
public enum Direction {
    READS,
    WRITES;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
