package dev.faultline.cluster.maintenance;

import org.jspecify.annotations.Nullable;

/**
 * What the operator does, in plain numbers.
 *
 * @param keepRedundancy further erasures that every stripe survives whenever the operator lets a
 *     node go
 * @param fallback for nodes that cannot be migrated
 * @param postponements how often a node whose time comes too early is postponed; 0: the platform
 *     takes it
 * @param waitNanos until what a node holds is re-created when it was let go; null for as long as it
 *     was announced to take
 */
public record Policy(
        PolicyKind kind,
        int keepRedundancy,
        PolicyKind fallback,
        Migration migration,
        int postponements,
        long postponeNanos,
        @Nullable Long waitNanos) {

    /**
     * How VMs are got and data is copied.
     *
     * @param success probability that a request is granted
     * @param quota VMs at one time beyond those of the cluster
     * @param share of every resource that copying is guaranteed
     * @param mostBytesPerSecond of one node's copy; infinite for as fast as both ends can
     */
    public record Migration(
            double success,
            long vmAfterNanos,
            int tries,
            long retryNanos,
            int quota,
            double share,
            double mostBytesPerSecond) {}

    /** As a scenario says it. */
    public static Policy of(MaintenanceFile file) {
        MaintenanceFile.Migration migration = file.migration();
        boolean postpones = file.atDeadline() == MaintenanceFile.Deadline.POSTPONE;
        return new Policy(
                file.policy(),
                file.keepRedundancy(),
                file.fallback(),
                new Migration(
                        migration.success().fraction(),
                        migration.vmAfter().nanos(),
                        migration.tries(),
                        migration.retryAfter().nanos(),
                        migration.quota(),
                        migration.share().fraction(),
                        migration.rate() == null
                                ? Double.POSITIVE_INFINITY
                                : migration.rate().bytesPerSecond()),
                postpones ? file.postponeTimes() : 0,
                file.postponeBy().nanos(),
                file.waitForReturn() == null ? null : file.waitForReturn().nanos());
    }
}
