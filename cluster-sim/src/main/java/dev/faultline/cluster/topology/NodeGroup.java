package dev.faultline.cluster.topology;

/**
 * Nodes of one kind that play one part.
 *
 * @param name as the topology file names it
 * @param kind what each of them is
 * @param serves whether clients talk to these nodes (and rebuilds are computed on them)
 */
public record NodeGroup(String name, NodeKind kind, boolean serves) {

    /** Whether stripes lie on these nodes. */
    public boolean stores() {
        return kind.driveCount() > 0;
    }
}
