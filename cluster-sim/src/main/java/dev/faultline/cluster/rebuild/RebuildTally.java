package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;

/**
 * What rebuilding has moved so far, and how long that takes at the least.
 *
 * <p>Lower bound: for each kind of resource, what was used of all its members divided by what all
 * of them could give; the largest of these. A rebuild that spreads its work perfectly, with no
 * client in the way, takes as long. Where capacities change during the run, the largest counts, so
 * that it stays a bound.
 */
public final class RebuildTally {

    private final Resources resources;
    private final double[] used = new double[ResourceKind.values().length];
    private final double[] allowed = new double[ResourceKind.values().length];
    private double bytes;
    private double readBytes;

    RebuildTally(Resources resources) {
        this.resources = resources;
    }

    /** Bytes re-created, including those of groups that were cut short. */
    public double bytes() {
        return bytes;
    }

    /** Bytes read from survivors for that. */
    public double readBytes() {
        return readBytes;
    }

    public double lowerBoundSeconds() {
        double most = 0;
        for (int kind = 0; kind < used.length; kind++) {
            most = Math.max(most, used[kind] == 0 ? 0 : used[kind] / allowed[kind]);
        }
        return most;
    }

    void allows(double[] capacities) {
        for (ResourceKind kind : ResourceKind.values()) {
            double sum = 0;
            int first = resources.first(kind);
            for (int resource = first; resource < first + resources.count(kind); resource++) {
                sum += capacities[resource];
            }
            allowed[kind.ordinal()] = Math.max(allowed[kind.ordinal()], sum);
        }
    }

    void moved(Wave wave, double bytesMoved) {
        bytes += bytesMoved;
        readBytes += wave.readBytes() * (bytesMoved / wave.bytes());
        for (ResourceKind kind : ResourceKind.values()) {
            int first = resources.first(kind);
            for (int resource = first; resource < first + resources.count(kind); resource++) {
                used[kind.ordinal()] += bytesMoved * wave.demand().of(resource);
            }
        }
    }
}
