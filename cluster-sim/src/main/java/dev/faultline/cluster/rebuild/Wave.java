package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.PartlyRecreated;
import dev.faultline.cluster.traffic.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Placement groups of one layout that are re-created together, and what this takes.
 *
 * @param rank 0 for the most exposed groups, 1 for the next
 * @param groups in the order in which they count as done when the wave is cut short
 * @param strips what is re-created, group by group
 * @param targets the drive for each strip
 * @param groupStart where each group's strips begin; one entry more than groups
 * @param bytes re-created
 * @param readBytes read from survivors
 * @param demand for each byte re-created
 */
record Wave(
        int rank,
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
        while (groups < this.groups.length && bytesOf(groups + 1) <= movedBytes) {
            groups++;
        }
        return groups;
    }

    /** Bytes that the first so many groups are missing. */
    double bytesOf(int groups) {
        return groupStart[groups] * layout.stripBytes();
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

    /**
     * The same waves, where all of one rank take the same of every resource for each group: their
     * mean. Stripes of all of them take turns, so that none waits for the one drive that its own
     * groups happen to ask most of.
     */
    static List<Wave> evened(List<Wave> waves) {
        List<Wave> evened = new ArrayList<>();
        int from = 0;
        while (from < waves.size()) {
            int to = from + 1;
            while (to < waves.size() && waves.get(to).rank == waves.get(from).rank) {
                to++;
            }
            List<Wave> ofRank = waves.subList(from, to);
            Demand ofGroup = demandOfGroup(ofRank);
            ofRank.forEach(
                    wave -> evened.add(wave.with(ofGroup.times(wave.groups.length / wave.bytes))));
            from = to;
        }
        return evened;
    }

    private static Demand demandOfGroup(List<Wave> waves) {
        Demand sum = waves.getFirst().demand.times(0);
        int groups = 0;
        for (Wave wave : waves) {
            sum.add(wave.demand, wave.bytes);
            groups += wave.groups.length;
        }
        sum.divide(groups);
        return sum;
    }

    private Wave with(Demand other) {
        return new Wave(rank, layout, groups, strips, targets, groupStart, bytes, readBytes, other);
    }
}
