package dev.faultline.cluster.flow;

/**
 * How much of each guarantee is granted: where guarantees exceed a capacity, all on that resource
 * are scaled down together.
 */
final class Grants {

    private final Graph graph;
    private final IntList due = new IntList();

    Grants(Graph graph) {
        this.graph = graph;
    }

    /**
     * Brings the grants up to date after changes on these resources and activities; marks the
     * resources it concerns.
     */
    void update(IntList resources, IntList activities) {
        for (int n = 0; n < resources.size(); n++) {
            updatePart(resources.get(n));
        }
        for (int n = 0; n < activities.size(); n++) {
            if (graph.alive[activities.get(n)]) {
                due.add(activities.get(n));
            }
        }
        for (int n = 0; n < due.size(); n++) {
            updateGrant(due.get(n));
        }
        due.clear();
    }

    private void updatePart(int resource) {
        Uses u = graph.uses[resource];
        double asked = 0;
        for (int n = 0; n < u.severalCount; n++) {
            asked += u.weights[n] * wanted(u.several[n]);
        }
        double capacity = graph.capacity[resource];
        double part = asked > capacity ? capacity / asked : 1;
        if (part != u.grantedPart) {
            u.grantedPart = part;
            for (int n = 0; n < u.severalCount; n++) {
                due.add(u.several[n]);
            }
        }
    }

    private void updateGrant(int activity) {
        double part = 1;
        for (int r : graph.resources[activity]) {
            part = Math.min(part, graph.uses[r].grantedPart);
        }
        double granted = part * wanted(activity);
        if (granted != graph.granted[activity]) {
            graph.granted[activity] = granted;
            graph.changedActivities.add(activity);
            for (int r : graph.resources[activity]) {
                graph.levels.mark(r);
            }
        }
    }

    private double wanted(int activity) {
        return Math.min(graph.guarantee[activity], graph.bound[activity]);
    }
}
