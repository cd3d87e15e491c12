package dev.faultline.cluster.review;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;
import java.util.function.IntToDoubleFunction;

/**
 * Power of the storage nodes at the site's meter: each part between idle and active in proportion
 * to its utilisation, over the power supplies' efficiency, times PUE. A node that is lost or away
 * draws nothing; a drive that is, in a node that works, as much as an idle one. Switches are not
 * counted.
 */
public final class PowerModel {

    private final Resources resources;
    private final Cluster cluster;
    private final double pue;

    public PowerModel(Resources resources, double pue) {
        this.resources = resources;
        this.cluster = resources.cluster();
        this.pue = pue;
    }

    /** Watts with everything busy; NaN where a node's power is not known. */
    public double provisionedWatts() {
        double watts = 0;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            watts += cluster.kindOf(node).watts(1, 1, 1);
        }
        return watts * pue;
    }

    /**
     * Watts at one moment.
     *
     * @param use share of each resource that is used, 0 to 1
     */
    public double watts(Health health, IntToDoubleFunction use) {
        int cpus = resources.first(ResourceKind.CPU);
        int buffers = resources.first(ResourceKind.BUFFER);
        double watts = 0;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (health.nodeWorks(node)) {
                watts +=
                        cluster.kindOf(node)
                                .watts(
                                        meanDriveUse(node, use),
                                        meanBufferUse(
                                                health, node, use.applyAsDouble(buffers + node)),
                                        use.applyAsDouble(cpus + node));
            }
        }
        return watts * pue;
    }

    /** From the use of the write-buffer drives that work to that of all of a node. */
    private double meanBufferUse(Health health, int node, double useOfWorking) {
        int all = cluster.kindOf(node).bufferCount();
        return all == 0 ? 0 : useOfWorking * health.workingBuffers(node) / all;
    }

    private double meanDriveUse(int node, IntToDoubleFunction use) {
        int drives = cluster.kindOf(node).driveCount();
        double sum = 0;
        int first = cluster.firstDriveOfNode(node);
        for (int drive = first; drive < first + drives; drive++) {
            sum += use.applyAsDouble(drive);
        }
        return drives == 0 ? 0 : sum / drives;
    }
}
