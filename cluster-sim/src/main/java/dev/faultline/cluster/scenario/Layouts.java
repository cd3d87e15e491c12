package dev.faultline.cluster.scenario;

import dev.faultline.cluster.kernel.RandomStreams;
import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.protection.CodeOption;
import dev.faultline.cluster.protection.GroupStates;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.Placement;
import dev.faultline.cluster.protection.PlacementBuilder;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.topology.Cluster;
import java.util.List;

/**
 * Users' data and metadata laid out on a cluster.
 *
 * @param usableBytes users' data that fits
 * @param storedBytes users' data that is there
 */
public record Layouts(Layout data, Layout metadata, double usableBytes, double storedBytes) {

    /**
     * Groups that each drive takes part in: enough that it shares stripes with very many others.
     */
    private static final int STRIPS_PER_DRIVE = 128;

    /** Strips of all groups of a layout: larger clusters have fewer for each drive. */
    private static final int MOST_STRIPS = 8_000_000;

    private static final int LEAST_STRIPS_PER_DRIVE = 16;

    /**
     * Lays out so much.
     *
     * @param fill share of the usable capacity that is stored
     */
    public static Layouts of(
            Cluster cluster, ProtectionPlan plan, double fill, RandomStreams streams) {
        double raw = cluster.driveCount() * cluster.driveKind().capacityBytes();
        double usable = plan.usableBytes(raw);
        double stored = fill * usable;
        return new Layouts(
                layout("data", cluster, plan.data(), stored, streams),
                layout(
                        "metadata",
                        cluster,
                        plan.metadata(),
                        stored * plan.metadataShare(),
                        streams),
                usable,
                stored);
    }

    List<Layout> all() {
        return List.of(data, metadata);
    }

    /** Users' bytes in one data strip of one group. */
    double dataStripBytes() {
        return data.stripBytes();
    }

    private static Layout layout(
            String name, Cluster cluster, CodeOption option, double bytes, RandomStreams streams) {
        Code code = option.code();
        int strips =
                Math.clamp(
                        MOST_STRIPS / cluster.driveCount(),
                        LEAST_STRIPS_PER_DRIVE,
                        STRIPS_PER_DRIVE);
        Placement placement =
                PlacementBuilder.place(
                        cluster,
                        option,
                        name.equals("data") ? strips : LEAST_STRIPS_PER_DRIVE,
                        streams.stream("placement/" + name));
        double stripBytes = bytes / ((double) placement.groupCount() * code.dataStrips());
        return new Layout(
                name, placement, stripBytes, new GroupStates(placement, cluster.driveCount()));
    }
}
