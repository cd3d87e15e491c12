package dev.faultline.cluster.topology;

/**
 * Nodes of one kind that play one part.
 *
 * @param name as the topology file names it
 * @param kind what each of them is
 * @param serves whether clients talk to these nodes (and rebuilds are computed on them)
 * @param updateDomains update domains that cut across its failure domains; 0 where each failure
 *     domain is one
 * @param nodesPerHost VMs that share a host; 1 for machines
 */
public record NodeGroup(
        String name, NodeKind kind, boolean serves, int updateDomains, int nodesPerHost) {

    /** A group of machines whose failure domains are its update domains. */
    public NodeGroup(String name, NodeKind kind, boolean serves) {
        this(name, kind, serves, 0, 1);
    }

    /** The same group of another kind of node. */
    NodeGroup with(NodeKind other) {
        return new NodeGroup(name, other, serves, updateDomains, nodesPerHost);
    }

    /** Whether stripes lie on these nodes. */
    public boolean stores() {
        return kind.driveCount() > 0;
    }
}
