package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.topology.Cluster;
import java.util.List;

/**
 * Bytes used on each drive. A rebuild takes from what is free. A drive that is gone frees nothing
 * until it, or an empty one in its place, is back.
 */
public final class Space {

    private final double capacityBytes;
    private final List<Layout> layouts;
    private final double[] usedBytes;

    public Space(Cluster cluster, List<Layout> layouts) {
        this.capacityBytes = cluster.driveKind().capacityBytes();
        this.layouts = layouts;
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

    /** Counts what lies on a drive now: neither what is gone nor what was re-created elsewhere. */
    void recount(int drive) {
        usedBytes[drive] = 0;
        for (Layout layout : layouts) {
            layout.states()
                    .forEachStripOf(
                            drive,
                            strip ->
                                    usedBytes[drive] +=
                                            layout.states().stateOf(strip) == StripState.GONE
                                                    ? 0
                                                    : layout.stripBytes());
        }
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
