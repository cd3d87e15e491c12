package dev.faultline.cluster.topology;

import org.jspecify.annotations.Nullable;

/**
 * One kind of node (a server, an enclosure or a VM), as the fluid models see it.
 *
 * @param name the catalog's name for it
 * @param driveCount drives that hold stripes; 0 for a pure front end
 * @param drive what they are; null when there are none
 * @param bufferCount drives that hold the write buffer; 0 when it lies on the other drives
 * @param buffer what they are; null when there are none
 * @param nicCount NICs, each a part that can fail
 * @param nicBytesPerSecond what one NIC can carry in each direction, after slot and protocol
 * @param nicLineBytesPerSecond what is printed on the box of one NIC
 * @param cpu the processor; null for an enclosure that serves no clients
 * @param localReadBytesPerSecond the provider's cap on reads of all local drives; infinite if none
 * @param localWriteBytesPerSecond the provider's cap on writes of all local drives; infinite if
 *     none
 * @param rackUnits height; 0 for a VM
 * @param power null where nobody publishes it, as for a VM
 */
public record NodeKind(
        String name,
        int driveCount,
        @Nullable DriveKind drive,
        int bufferCount,
        @Nullable DriveKind buffer,
        int nicCount,
        double nicBytesPerSecond,
        double nicLineBytesPerSecond,
        @Nullable CpuKind cpu,
        double localReadBytesPerSecond,
        double localWriteBytesPerSecond,
        int rackUnits,
        @Nullable NodePower power) {

    /** Most NICs that one node can have: each is a part that can fail, and has a number. */
    public static final int MOST_NICS = 16;

    /** Watts at the plug of one node, with shares of drive media and processor in use. */
    public double watts(double driveUse, double bufferUse, double cpuUse) {
        if (power == null) {
            return Double.NaN;
        }
        double watts = power.idleWatts() + cpuUse * (power.maxWatts() - power.idleWatts());
        watts += driveCount * watts(drive, driveUse) + bufferCount * watts(buffer, bufferUse);
        return watts / power.supplyEfficiency();
    }

    private static double watts(@Nullable DriveKind kind, double use) {
        return kind == null ? 0 : kind.idleWatts() + use * (kind.activeWatts() - kind.idleWatts());
    }
}
