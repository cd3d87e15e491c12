package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.traffic.Demand;

/**
 * Placement groups that are re-created together, and what this takes.
 *
 * @param groups in the order in which they count as done when the wave is cut short
 * @param strips what is re-created, group by group
 * @param targets the drive for each strip
 * @param groupStart where each group's strips begin; one entry more than groups
 * @param bytes re-created
 * @param readBytes read from survivors
 * @param demand for each byte re-created
 */
record Wave(
        Layout layout,
        int[] groups,
        int[] strips,
        int[] targets,
        int[] groupStart,
        double bytes,
        double readBytes,
        Demand demand) {

    /** How many of the groups so many bytes re-create, in their order. */
    int groupsWithin(double movedBytes) {
        int groups = 0;
        while (groups < this.groups.length
                && groupStart[groups + 1] * layout.stripBytes() <= movedBytes) {
            groups++;
        }
        return groups;
    }
}
