package dev.faultline.cluster.flow;

import java.util.Arrays;

/**
 * Solves from scratch: progressive filling, resource by resource in the order in which they become
 * full.
 *
 * <p>A resource's level can only rise when others stop some of its activities, so a level found
 * early is a lower bound: resources wait in a heap by such bounds, and only the first one's is
 * brought up to date.
 */
final class Filling {

    private final Graph graph;
    private final Saturation saturation;
    private final LevelHeap heap = new LevelHeap();

    Filling(Graph graph, Saturation saturation) {
        this.graph = graph;
        this.saturation = saturation;
    }

    void run() {
        int count = graph.levels.count();
        double[] before = Arrays.copyOf(graph.levels.array(), count);
        forgetSolution();
        for (int r = 0; r < count; r++) {
            if (canBeFull(r)) {
                double level = saturation.search(r, 0, 0);
                if (level < Double.POSITIVE_INFINITY) {
                    heap.add(level, r);
                }
            }
        }
        while (!heap.isEmpty()) {
            fillFirst();
        }
        graph.assignPairs();
        for (int r = 0; r < count; r++) {
            if (graph.levels.of(r) != before[r]) {
                graph.changedLevels.add(r);
            }
        }
    }

    private void forgetSolution() {
        graph.levels.clear();
        graph.changedActivities.clear();
        for (int i = 0; i < graph.activityCount; i++) {
            if (graph.alive[i]) {
                graph.changedActivities.add(i);
                graph.lowest[i] = Double.POSITIVE_INFINITY;
                graph.second[i] = Double.POSITIVE_INFINITY;
                graph.lowestResource[i] = MaxMin.OWN_BOUND;
            }
        }
    }

    private boolean canBeFull(int resource) {
        Uses u = graph.uses[resource];
        if (u.pairCount > 0) {
            return true;
        }
        double most = 0;
        for (int n = 0; n < u.severalCount; n++) {
            most += u.weights[n] * graph.bound[u.several[n]];
        }
        return most > graph.capacity[resource];
    }

    private void fillFirst() {
        int r = heap.firstResource();
        double bound = heap.firstLevel();
        double level = saturation.search(r, bound, bound);
        if (level == Double.POSITIVE_INFINITY) {
            heap.removeFirst();
            return;
        }
        if (level > bound) {
            heap.raiseFirst(level);
            if (heap.firstResource() != r) {
                return;
            }
        }
        heap.removeFirst();
        graph.levels.set(r, level);
        Uses u = graph.uses[r];
        for (int n = 0; n < u.severalCount; n++) {
            int i = u.several[n];
            if (graph.lowestResource[i] == MaxMin.OWN_BOUND) {
                graph.lowest[i] = level;
                graph.lowestResource[i] = r;
            } else if (graph.second[i] == Double.POSITIVE_INFINITY) {
                graph.second[i] = level;
            }
        }
    }
}
