package dev.faultline.cluster.review.cost;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.NodeKind;
import dev.faultline.node.hardware.SwitchSpec;

/**
 * What connects racks, counted for its price: in each rack as many leaf switches as its ports need,
 * and a spine that takes all uplinks. A switch port serves as many NICs as its rate has room for.
 * No port is kept free, and the spine's ports towards clients are the clients'.
 *
 * @param leafSwitches in all racks
 * @param spineSwitches none for a single rack
 * @param cables from leaf ports to servers
 * @param transceivers two for each uplink
 */
record NetworkParts(int leafSwitches, int spineSwitches, int cables, int transceivers) {

    /**
     * @param oversubscription what a rack's nodes can send divided by what its uplinks carry
     */
    static NetworkParts of(Cluster cluster, SwitchSpec device, double oversubscription) {
        double port = device.portRate().bytesPerSecond();
        int leaves = 0;
        int down = 0;
        int up = 0;
        for (int rack = 0; rack < cluster.rackCount(); rack++) {
            double line = lineRate(cluster, rack);
            int downPorts = ceil(line / port);
            int upPorts = cluster.rackCount() == 1 ? 0 : ceil(line / oversubscription / port);
            leaves += ceil((double) (downPorts + upPorts) / device.ports());
            down += downPorts;
            up += upPorts;
        }
        return new NetworkParts(leaves, ceil((double) up / device.ports()), down, 2 * up);
    }

    int switches() {
        return leafSwitches + spineSwitches;
    }

    private static double lineRate(Cluster cluster, int rack) {
        double sum = 0;
        for (int n = cluster.firstNodeOfRack(rack); n < cluster.firstNodeOfRack(rack + 1); n++) {
            NodeKind kind = cluster.kindOf(n);
            sum += kind.nicCount() * kind.nicLineBytesPerSecond();
        }
        return sum;
    }

    /** Rounded up, but not for what only rounding of doubles adds. */
    private static int ceil(double value) {
        return (int) Math.ceil(value - 1e-9);
    }
}
