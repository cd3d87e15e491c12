package dev.faultline.cluster.traffic;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.topology.Cluster;

/**
 * Which share of the clients' load each front end takes: in proportion to its network capacity at
 * the moment, as clients that balance their connections would have it.
 */
final class FrontEnds {

    private final double[] shareOfNode;
    private final double[] shareOfRack;
    private final boolean any;

    FrontEnds(Cluster cluster, Health health) {
        this.shareOfNode = new double[cluster.nodeCount()];
        this.shareOfRack = new double[cluster.rackCount()];
        double sum = 0;
        for (int node = 0; node < shareOfNode.length; node++) {
            if (cluster.groupOf(node).serves()) {
                shareOfNode[node] =
                        cluster.kindOf(node).nicCount()
                                * cluster.kindOf(node).nicBytesPerSecond()
                                * health.networkShare(node);
                sum += shareOfNode[node];
            }
        }
        this.any = sum > 0;
        for (int node = 0; node < shareOfNode.length && any; node++) {
            shareOfNode[node] /= sum;
            shareOfRack[cluster.rackOfNode(node)] += shareOfNode[node];
        }
    }

    /** Whether any front end works. */
    boolean any() {
        return any;
    }

    /** Share of a node, 0 to 1; all are 0 when no front end works. */
    double ofNode(int node) {
        return shareOfNode[node];
    }

    double ofRack(int rack) {
        return shareOfRack[rack];
    }
}
