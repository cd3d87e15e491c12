package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.RepairReads;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.Resources;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Plans one wave: which strips of its groups go where, what is read for them, and what this takes
 * of every resource. Helpers' drives to a rebuilder among the front ends, decoded there, on to the
 * target drives.
 */
final class WaveBuilder {

    private final Resources resources;
    private final Cluster cluster;
    private final Targets targets;
    private final Begun begun;
    private final RepairReads repair = new RepairReads();
    private final double[] readOfDrive;
    private final double[] writeOfDrive;
    private int[] strips = new int[64];
    private int[] drives = new int[64];
    private int count;
    private double unrestoredBytes;
    private boolean lacksSpace;
    private boolean lacksDomains;

    WaveBuilder(Resources resources, Targets targets, Begun begun) {
        this.resources = resources;
        this.cluster = resources.cluster();
        this.targets = targets;
        this.begun = begun;
        this.readOfDrive = new double[cluster.driveCount()];
        this.writeOfDrive = new double[cluster.driveCount()];
    }

    /** Forgets what could not be placed; due when everything is planned anew. */
    void clearUnrestored() {
        unrestoredBytes = 0;
        lacksSpace = false;
        lacksDomains = false;
    }

    /** Bytes of strips for which no drive was found. */
    double unrestoredBytes() {
        return unrestoredBytes;
    }

    /** Some strips found only full drives. */
    boolean lacksSpace() {
        return lacksSpace;
    }

    /** Some strips found no failure domain, node or drive that may take them. */
    boolean lacksDomains() {
        return lacksDomains;
    }

    /** A wave of these groups; null when none of their strips can be placed. */
    @Nullable Wave build(
            Layout layout, int[] groups, StripFilter toRecreate, Health health, Paths paths) {
        Arrays.fill(readOfDrive, 0);
        Arrays.fill(writeOfDrive, 0);
        repair.clear();
        count = 0;
        int[] groupStart = new int[groups.length + 1];
        double[] bytesBefore = new double[groups.length + 1];
        for (int i = 0; i < groups.length; i++) {
            bytesBefore[i + 1] = bytesBefore[i] + plan(layout, groups[i], toRecreate, health);
            groupStart[i + 1] = count;
        }
        if (count == 0) {
            return null;
        }
        Demand demand = new Demand(resources);
        paths.gather(demand, readOfDrive);
        paths.scatter(demand, writeOfDrive);
        paths.compute(demand, repair.stripsRead(), repair.stripsMultiplied());
        demand.divide(bytesBefore[groups.length]);
        return new Wave(
                layout,
                groups,
                Arrays.copyOf(strips, count),
                Arrays.copyOf(drives, count),
                groupStart,
                bytesBefore,
                repair.stripsRead(),
                demand);
    }

    /** Plans one group; the answer is how many bytes are re-created of it. */
    private double plan(Layout layout, int group, StripFilter toRecreate, Health health) {
        targets.begin(layout, group, toRecreate);
        int width = layout.code().width();
        int[] positions = new int[width];
        int first = count;
        for (int position = 0; position < width; position++) {
            int strip = group * width + position;
            if (toRecreate.test(layout, strip)) {
                int drive = targets.choose(layout, health);
                if (drive >= 0) {
                    positions[count - first] = position;
                    remember(strip, drive);
                } else {
                    unrestoredBytes += layout.stripBytes();
                    lacksSpace |= drive == Targets.NO_SPACE;
                    lacksDomains |= drive == Targets.NO_DOMAIN;
                }
            }
        }
        int placed = count - first;
        if (placed == 0) {
            return 0;
        }
        double missing = placed * layout.stripBytes();
        double each = layout.stripBytes() * begun.shareLeft(layout, group, missing);
        for (int i = first; i < count; i++) {
            writeOfDrive[drives[i]] += each;
        }
        repair.together(layout, group, positions, placed, each, readOfDrive);
        return placed * each;
    }

    private void remember(int strip, int drive) {
        if (count == strips.length) {
            strips = Arrays.copyOf(strips, 2 * count);
            drives = Arrays.copyOf(drives, 2 * count);
        }
        strips[count] = strip;
        drives[count++] = drive;
    }
}
