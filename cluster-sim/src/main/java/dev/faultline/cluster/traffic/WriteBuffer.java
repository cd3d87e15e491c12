package dev.faultline.cluster.traffic;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.DriveKind;
import dev.faultline.cluster.topology.NodeKind;

/**
 * Where what clients write lies until it is destaged: on the write-buffer drives, each node taking
 * its share by the write rate of those that work, however slow they have become (nobody routes
 * around a slow part); or, where no node has such drives, on a part of the drives that hold
 * stripes.
 */
public final class WriteBuffer {

    /** Share of the stripe drives that serves as write buffer where there are no drives for it. */
    public static final double SHARE_OF_STRIPE_DRIVES = 0.01;

    /** Share of the buffer drives that may fill before clients are held to the destaging rate. */
    public static final double USABLE_SHARE = 0.8;

    private final Cluster cluster;
    private final DataPath dataPath;
    private final boolean ownDrives;

    public WriteBuffer(Cluster cluster, DataPath dataPath) {
        this.cluster = cluster;
        this.dataPath = dataPath;
        this.ownDrives =
                cluster.groups().stream().anyMatch(group -> group.kind().bufferCount() > 0);
    }

    /** Client bytes that the buffer holds in a state of health. */
    public double capacityBytes(Health health) {
        double sum = 0;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            NodeKind kind = cluster.kindOf(node);
            DriveKind buffer = kind.buffer();
            if (buffer != null) {
                sum += health.workingBuffers(node) * buffer.capacityBytes() * USABLE_SHARE;
            }
        }
        for (int drive = 0; !ownDrives && drive < cluster.driveCount(); drive++) {
            sum +=
                    health.driveWorks(drive)
                            ? cluster.driveKind().capacityBytes() * SHARE_OF_STRIPE_DRIVES
                            : 0;
        }
        return sum / dataPath.bufferOverhead();
    }

    /** Whether there is anything to buffer on, and to destage to. */
    public boolean works(Health health) {
        boolean anyDrive = false;
        for (int drive = 0; drive < cluster.driveCount() && !anyDrive; drive++) {
            anyDrive = health.driveWorks(drive);
        }
        return anyDrive && capacityBytes(health) > 0;
    }

    /** What a client byte takes until it is acknowledged. */
    public void absorb(Demand demand, Paths paths, Health health) {
        paths.fromClients(demand, 1);
        if (ownDrives) {
            paths.fillBuffer(demand, shares(health, dataPath.bufferOverhead()));
        } else {
            paths.scatter(demand, even(health, dataPath.bufferOverhead()));
        }
        paths.compute(demand, 1, coding(dataPath.buffer(), 1));
    }

    /**
     * What a client byte takes afterwards: out of the buffer, reduced, encoded, onto the drives.
     */
    public void destage(Demand demand, Paths paths, Health health) {
        if (ownDrives) {
            paths.drainBuffer(demand, shares(health, 1));
        } else {
            paths.gather(demand, even(health, 1));
        }
        paths.compute(demand, 1, coding(dataPath.data(), 1 / dataPath.reduction()));
        paths.scatter(demand, even(health, dataPath.stripeOverhead()));
    }

    /** Bytes multiplied and accumulated to encode so many; a copy needs none. */
    private static double coding(Code code, double bytes) {
        return code.dataStrips() == 1 ? 0 : code.parityStrips() * bytes;
    }

    private double[] shares(Health health, double bytes) {
        double[] shares = new double[cluster.nodeCount()];
        double sum = 0;
        for (int node = 0; node < shares.length; node++) {
            NodeKind kind = cluster.kindOf(node);
            DriveKind buffer = kind.buffer();
            if (buffer != null) {
                shares[node] = health.workingBuffers(node) * buffer.writeBytesPerSecond();
                sum += shares[node];
            }
        }
        for (int node = 0; node < shares.length && sum > 0; node++) {
            shares[node] *= bytes / sum;
        }
        return shares;
    }

    private double[] even(Health health, double bytes) {
        double[] shares = new double[cluster.driveCount()];
        int working = 0;
        for (int drive = 0; drive < shares.length; drive++) {
            working += health.driveWorks(drive) ? 1 : 0;
        }
        for (int drive = 0; drive < shares.length && working > 0; drive++) {
            shares[drive] = health.driveWorks(drive) ? bytes / working : 0;
        }
        return shares;
    }
}
