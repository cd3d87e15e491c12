package dev.faultline.cluster.flow;

/**
 * Solves from the last solution: resources that something changed on get their level anew, lowest
 * first, and what a new level changes on others makes those dirty in turn, until nothing changes
 * any more.
 *
 * <p>A level depends only on lower ones, so in the order of levels nearly every resource is looked
 * at once at most, and what lies below the change is never touched. When the levels stand still
 * each is what the others imply, which only the max-min fair solution fulfils.
 */
final class Ripple {

    /** Changes below this part of a level are rounding, and end here. */
    private static final double ROUNDING = 0x1p-48;

    private final Graph graph;
    private final Saturation saturation;

    Ripple(Graph graph, Saturation saturation) {
        this.graph = graph;
        this.saturation = saturation;
    }

    /**
     * Whether it came to an end within a few looks at every resource; if not, the levels are of no
     * use.
     */
    boolean run() {
        long looks = 4L * graph.levels.count() + 64;
        for (int r = graph.levels.takeLowestDirty(); r >= 0; r = graph.levels.takeLowestDirty()) {
            if (looks-- == 0) {
                return false;
            }
            settle(r);
        }
        return true;
    }

    private void settle(int resource) {
        double before = graph.levels.of(resource);
        double after = saturation.settle(resource);
        if (after == before || Math.abs(after - before) <= ROUNDING * Math.min(before, after)) {
            return;
        }
        graph.levels.set(resource, after);
        graph.changedLevels.add(resource);
        Uses u = graph.uses[resource];
        graph.loads.passOn(u, before, after, graph.levels);
        for (int n = 0; n < u.severalCount; n++) {
            updateLowest(u.several[n], resource, before, after);
        }
    }

    private void updateLowest(int activity, int resource, double before, double after) {
        double lowestBefore = graph.lowest[activity];
        int resourceBefore = graph.lowestResource[activity];
        if (resource == resourceBefore) {
            if (after <= graph.second[activity]) {
                graph.lowest[activity] = after;
            } else {
                graph.findLowest(activity);
            }
        } else if (after < lowestBefore) {
            graph.second[activity] = lowestBefore;
            graph.lowest[activity] = after;
            graph.lowestResource[activity] = resource;
        } else if (after < graph.second[activity]) {
            graph.second[activity] = after;
        } else if (before == graph.second[activity]) {
            graph.findLowest(activity);
        }
        double lowest = graph.lowest[activity];
        if (lowest != lowestBefore || graph.lowestResource[activity] != resourceBefore) {
            graph.changedActivities.add(activity);
            markOthers(activity, resource, Math.min(lowest, lowestBefore));
        }
    }

    private void markOthers(int activity, int resource, double from) {
        for (int r : graph.resources[activity]) {
            if (r != resource && graph.levels.of(r) >= from) {
                graph.levels.mark(r);
            }
        }
    }
}
