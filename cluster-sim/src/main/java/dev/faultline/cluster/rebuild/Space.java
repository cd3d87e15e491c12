package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.topology.Cluster;
import java.util.List;

/**
 * Bytes used on each drive. A rebuild takes from what is free; a drive that is gone frees nothing.
 */
public final class Space {

    private final double capacityBytes;
    private final double[] usedBytes;

    public Space(Cluster cluster, List<Layout> layouts) {
        this.capacityBytes = cluster.driveKind().capacityBytes();
        this.usedBytes = new double[cluster.driveCount()];
        for (Layout layout : layouts) {
            for (int strip = 0; strip < layout.placement().stripCount(); strip++) {
                usedBytes[layout.placement().driveOfStrip(strip)] += layout.stripBytes();
            }
        }
    }

    boolean fits(int drive, double bytes) {
        return usedBytes[drive] + bytes <= capacityBytes;
    }

    void take(int drive, double bytes) {
        usedBytes[drive] += bytes;
    }

    void giveBack(int drive, double bytes) {
        usedBytes[drive] -= bytes;
    }

    /** The fullest drive, as a share of its capacity. */
    public double fullest() {
        double most = 0;
        for (double used : usedBytes) {
            most = Math.max(most, used);
        }
        return most / capacityBytes;
    }
}
