package dev.faultline.cluster.metadata;

import dev.faultline.node.hardware.VmSpec;
import java.util.Locale;

/**
 * Whether a provider moves a VM of a size to another host while it runs. Where it does not, the VM
 * is stopped for the maintenance of its host.
 *
 * @param possible moved while it runs
 * @param why in a sentence
 * @param source of the rule
 */
public record LiveMigration(boolean possible, String why, String source) {

    private static final long GIB = 1L << 30;
    private static final long Z3_LIMIT_GIB = 18_000;
    private static final long Z4D_LIMIT_GIB = 42_000;
    private static final String GCP =
            "docs.cloud.google.com/compute/docs/storage-optimized-machines and /instances/host-maintenance-overview";

    /** The rule for a size. */
    public static LiveMigration of(VmSpec vm) {
        return switch (vm.provider()) {
            case GCP -> google(vm);
            case AZURE -> azure(vm);
            case AWS ->
                    new LiveMigration(
                            false,
                            "EC2 announces maintenance as a reboot, a stop or a retirement.",
                            "docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-instances-status-check_sched.html");
            case OCI -> oracle(vm);
        };
    }

    private static LiveMigration google(VmSpec vm) {
        String name = vm.key().toLowerCase(Locale.ROOT);
        if (name.endsWith("-metal")) {
            return new LiveMigration(false, "Bare metal is stopped.", GCP);
        }
        if (name.startsWith("z3-")) {
            return limited(vm, Z3_LIMIT_GIB, "Z3");
        }
        return name.startsWith("z4d-")
                ? limited(vm, Z4D_LIMIT_GIB, "Z4D")
                : new LiveMigration(true, "Its series moves while it runs.", GCP);
    }

    private static LiveMigration limited(VmSpec vm, long limit, String series) {
        long gib = vm.localBytes() / GIB;
        return gib <= limit
                ? new LiveMigration(
                        true,
                        "%s moves while it runs up to %,d GiB of local SSD; it has %,d GiB."
                                .formatted(series, limit, gib),
                        GCP)
                : new LiveMigration(
                        false,
                        "%s is stopped above %,d GiB of local SSD; it has %,d GiB."
                                .formatted(series, limit, gib),
                        GCP);
    }

    private static LiveMigration azure(VmSpec vm) {
        boolean storage = vm.key().toLowerCase(Locale.ROOT).startsWith("l");
        return new LiveMigration(
                !storage,
                storage
                        ? "Live migration is not supported by L-series sizes; they are paused for"
                                + " updates that keep memory, and restarted otherwise."
                        : "Its series moves while it runs.",
                "learn.microsoft.com/azure/virtual-machines/sizes/storage-optimized");
    }

    private static LiveMigration oracle(VmSpec vm) {
        boolean metal = vm.key().toLowerCase(Locale.ROOT).startsWith("bm.");
        return new LiveMigration(
                false,
                metal
                        ? "Bare metal is stopped, and reboots on another host."
                        : "DenseIO VMs reboot on another host, since their NVMe drives stay behind.",
                "docs.oracle.com/iaas/Content/Compute/References/infrastructure-maintenance.htm"
                        + " (recalled)");
    }
}
