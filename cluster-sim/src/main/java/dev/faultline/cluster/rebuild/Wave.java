package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.PartlyRecreated;
import dev.faultline.cluster.traffic.Demand;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Placement groups of one layout that are re-created together, and what this takes.
 *
 * @param groups in the order in which they count as done when the wave is cut short
 * @param strips what is re-created, group by group
 * @param targets the drive for each strip
 * @param groupStart where each group's strips begin; one entry more than groups
 * @param bytesBefore that are re-created of the groups before each, all of them last
 * @param readBytes read from survivors
 * @param demand for each byte re-created
 */
record Wave(
        Layout layout,
        int[] groups,
        int[] strips,
        int[] targets,
        int[] groupStart,
        double[] bytesBefore,
        double readBytes,
        Demand demand) {

    /** Re-created of all groups. */
    double bytes() {
        return bytesOf(groups.length);
    }

    /** How many of the groups so many bytes re-create, in their order. */
    int groupsWithin(double movedBytes) {
        int groups = 0;
        while (groups < this.groups.length && bytesOf(groups + 1) <= movedBytes) {
            groups++;
        }
        return groups;
    }

    /** Re-created of the first so many groups. */
    double bytesOf(int groups) {
        return bytesBefore[groups];
    }

    /** What its groups hold, strips that are not missing included. */
    double groupBytes() {
        return groups.length * layout.stripBytes() * layout.code().width();
    }

    /** Tells of each group when a share of its stripes is re-created. */
    void forEachPart(double share, Consumer<PartlyRecreated.Part> action) {
        int width = layout.code().width();
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            int[] positions = Arrays.copyOfRange(strips, groupStart[i], groupStart[i + 1]);
            Arrays.setAll(positions, n -> positions[n] - group * width);
            int[] drives = Arrays.copyOfRange(targets, groupStart[i], groupStart[i + 1]);
            action.accept(new PartlyRecreated.Part(group, positions, drives, share));
        }
    }

    /** Strips re-created of a group, in the mean. */
    double stripsPerGroup() {
        return (double) strips.length / groups.length;
    }
}
