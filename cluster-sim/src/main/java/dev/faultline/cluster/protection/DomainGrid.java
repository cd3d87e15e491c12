package dev.faultline.cluster.protection;

import dev.faultline.cluster.topology.Cluster;
import java.util.BitSet;

/**
 * The drives of a cluster by failure domain and update domain: cell (f, u) holds those that both
 * take away. Says which codes find room for a stripe under limits on both.
 *
 * <p>A stripe of n strips fits when n units flow from a source through failure domains (at most c
 * each), cells (as many as nodes, or drives where these are too few) and update domains (at most c'
 * each): the maximum flow of a transport problem.
 */
final class DomainGrid {

    private final Cluster cluster;

    /** The cells: domains times update domains, so made only when a code asks for them. */
    private int[][] nodes = {};

    private int[][] drives = {};

    DomainGrid(Cluster cluster) {
        this.cluster = cluster;
    }

    private void fill() {
        if (drives.length > 0) {
            return;
        }
        nodes = new int[cluster.domainCount()][cluster.updateDomainCount()];
        drives = new int[cluster.domainCount()][cluster.updateDomainCount()];
        for (int node = 0; node < cluster.nodeCount(); node++) {
            int held = cluster.kindOf(node).driveCount();
            int domain = cluster.domainOfNode(node);
            int update = cluster.updateDomainOfNode(node);
            nodes[domain][update] += held > 0 ? 1 : 0;
            drives[domain][update] += held;
        }
    }

    /** Update domains that hold drives. */
    int storingUpdateDomains() {
        BitSet storing = new BitSet();
        for (int node = 0; node < cluster.nodeCount(); node++) {
            if (cluster.kindOf(node).driveCount() > 0) {
                storing.set(cluster.updateDomainOfNode(node));
            }
        }
        return storing.cardinality();
    }

    /**
     * Whether a stripe of this code finds room.
     *
     * @param withoutOne also when any one failure domain is gone
     */
    boolean fits(CodeOption option, boolean withoutOne) {
        if (option.maxStripsPerUpdateDomain() == 0) {
            return true;
        }
        fill();
        boolean fits = GridCounts.most(drives, option) >= option.code().width();
        for (int gone = 0; gone < drives.length && fits && withoutOne; gone++) {
            int[][] left = drives.clone();
            left[gone] = new int[drives[gone].length];
            fits = GridCounts.most(left, option) >= option.code().width();
        }
        return fits;
    }

    /**
     * Strips of one stripe that each cell may hold: its nodes, where stripes fit on distinct ones,
     * else its drives.
     */
    int[][] room(CodeOption option) {
        fill();
        return GridCounts.most(nodes, option) >= option.code().width() ? nodes : drives;
    }
}
