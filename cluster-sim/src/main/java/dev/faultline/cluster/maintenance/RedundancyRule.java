package dev.faultline.cluster.maintenance;

import dev.faultline.cluster.protection.GroupStates;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.protection.Survival;
import dev.faultline.cluster.topology.Cluster;
import java.util.List;

/**
 * The rule that maintenance leaves every stripe able to survive r further erasures.
 *
 * <p>A stripe that survives any s more erasures survives s - e more after e of them, so taking
 * nodes keeps the rule when no placement group has more than s - r strips on them that can be read
 * now. That is exact for Reed-Solomon codes and on the safe side for codes with local groups.
 * Metadata keeps r as well, or one copy less than it has where that is fewer.
 */
final class RedundancyRule {

    private final Cluster cluster;
    private final List<Layout> layouts;
    private final int keep;
    private final int[][] onNodes;
    private final int[][] touched;

    RedundancyRule(Cluster cluster, List<Layout> layouts, int keep) {
        this.cluster = cluster;
        this.layouts = layouts;
        this.keep = keep;
        this.onNodes = new int[layouts.size()][];
        this.touched = new int[layouts.size()][];
        for (int i = 0; i < onNodes.length; i++) {
            onNodes[i] = new int[layouts.get(i).placement().groupCount()];
            touched[i] = new int[onNodes[i].length];
        }
    }

    /** Whether these nodes can be away without breaking the rule, as things are now. */
    boolean holdsWithout(int[] nodes) {
        boolean holds = true;
        for (int i = 0; i < onNodes.length && holds; i++) {
            holds = holdsWithout(nodes, layouts.get(i), onNodes[i], touched[i]);
        }
        return holds;
    }

    /** Fewest further erasures that any stripe of users' data survives now; -1 for unreadable. */
    int lowest() {
        Layout data = layouts.getFirst();
        int groups = 0;
        int lowest = Survival.BEYOND;
        for (int more = data.code().tolerance(); more >= 0; more--) {
            int with = data.states().groupsWith(more);
            groups += with;
            lowest = with > 0 ? more : lowest;
        }
        return groups < data.placement().groupCount() ? Survival.BEYOND : lowest;
    }

    private boolean holdsWithout(int[] nodes, Layout layout, int[] counts, int[] groups) {
        int least = layout == layouts.getFirst() ? keep : keepOfMetadata(layout);
        GroupStates states = layout.states();
        int width = layout.code().width();
        int[] touchedCount = new int[1];
        for (int node : nodes) {
            cluster.drivesOfNode(node)
                    .forEach(drive ->
                            states.forEachStripOf(
                                    drive,
                                    strip -> {
                                        int group = strip / width;
                                        if (states.stateOf(strip) == StripState.HERE
                                                && counts[group]++ == 0) {
                                            groups[touchedCount[0]++] = group;
                                        }
                                    }));
        }
        boolean holds = true;
        for (int i = 0; i < touchedCount[0]; i++) {
            int group = groups[i];
            holds &= states.redundancyOf(group) - counts[group] >= least;
            counts[group] = 0;
        }
        return holds;
    }

    private int keepOfMetadata(Layout layout) {
        return Math.max(0, Math.min(keep, layout.code().tolerance() - 1));
    }
}
