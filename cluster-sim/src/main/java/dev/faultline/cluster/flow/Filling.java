package dev.faultline.cluster.flow;

import java.util.Arrays;

/**
 * Solves from scratch: progressive filling, resource by resource in the order in which they become
 * full.
 *
 * <p>A resource's level can only rise when others stop some of its activities, so a level found
 * early is a lower bound: resources wait in a heap by such bounds, and only the first one's is
 * brought up to date. Most are never looked at again: something else stops all of their activities
 * before.
 */
final class Filling {

    private final Graph graph;
    private final Saturation saturation;
    private final LevelHeap heap = new LevelHeap();

    /**
     * How many activities without a bound no resource has stopped yet, and the level at which all
     * bounds are reached.
     */
    private int unbounded;

    private double allBounds;

    Filling(Graph graph, Saturation saturation) {
        this.graph = graph;
        this.saturation = saturation;
    }

    void run() {
        int count = graph.levels.count();
        double[] before = Arrays.copyOf(graph.levels.array(), count);
        forgetSolution();
        for (int r = 0; r < count; r++) {
            double least = saturation.least(r);
            if (least < Double.POSITIVE_INFINITY) {
                heap.add(least, r);
            }
        }
        while (!heap.isEmpty() && (unbounded > 0 || heap.firstLevel() < allBounds)) {
            fillFirst();
        }
        heap.clear();
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
        unbounded = 0;
        allBounds = 0;
        for (int i = 0; i < graph.activityCount; i++) {
            if (graph.alive[i]) {
                graph.changedActivities.add(i);
                graph.lowest[i] = Double.POSITIVE_INFINITY;
                graph.second[i] = Double.POSITIVE_INFINITY;
                graph.lowestResource[i] = MaxMin.OWN_BOUND;
                countBound(i);
            }
        }
    }

    private void countBound(int activity) {
        if (graph.bound[activity] == Double.POSITIVE_INFINITY) {
            unbounded++;
        } else {
            allBounds = Math.max(allBounds, graph.bound[activity] * graph.penalty[activity]);
        }
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
        stopAll(r, level);
    }

    private void stopAll(int r, double level) {
        Uses u = graph.uses[r];
        for (int n = 0; n < u.pairCount; n++) {
            if (graph.levels.of(u.others[n]) == Double.POSITIVE_INFINITY) {
                unbounded--;
            }
        }
        for (int n = 0; n < u.severalCount; n++) {
            int i = u.several[n];
            if (graph.lowestResource[i] == MaxMin.OWN_BOUND) {
                unbounded -= graph.bound[i] == Double.POSITIVE_INFINITY ? 1 : 0;
                graph.lowest[i] = level;
                graph.lowestResource[i] = r;
            } else if (graph.second[i] == Double.POSITIVE_INFINITY) {
                graph.second[i] = level;
            }
        }
    }
}
