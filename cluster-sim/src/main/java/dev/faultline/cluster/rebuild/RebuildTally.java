package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.cluster.traffic.Resources;
import java.util.function.IntToDoubleFunction;

/**
 * What rebuilding has moved so far, and how long that takes at the least.
 *
 * <p>Lower bound: for each kind of resource, what was used of all its members divided by what all
 * of them could give at that time; the largest of these. A rebuild that spreads its work perfectly,
 * with no client in the way, takes as long. While capacities stay the same this is (bytes it must
 * move / capacity it may use); when they change, each stretch counts by its own, and the sum is a
 * bound since no stretch can be shorter than its part.
 */
public final class RebuildTally {

    private static final ResourceKind[] KINDS = ResourceKind.values();

    private final Resources resources;
    private final double[] leastSeconds = new double[KINDS.length];
    private final double[] allowed = new double[KINDS.length];
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
        for (double seconds : leastSeconds) {
            most = Math.max(most, seconds);
        }
        return most;
    }

    /** What all resources can give from now on. */
    void capacitiesAre(double[] capacities) {
        for (ResourceKind kind : KINDS) {
            allowed[kind.ordinal()] = sum(kind, resource -> capacities[resource]);
        }
    }

    void moved(Wave wave, double bytesMoved) {
        bytes += bytesMoved;
        readBytes += wave.readBytes() * (bytesMoved / wave.bytes());
        for (ResourceKind kind : KINDS) {
            double used = bytesMoved * sum(kind, wave.demand()::of);
            leastSeconds[kind.ordinal()] += used == 0 ? 0 : used / allowed[kind.ordinal()];
        }
    }

    private double sum(ResourceKind kind, IntToDoubleFunction value) {
        double sum = 0;
        int first = resources.first(kind);
        for (int resource = first; resource < first + resources.count(kind); resource++) {
            sum += value.applyAsDouble(resource);
        }
        return sum;
    }
}
