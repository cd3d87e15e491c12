package dev.faultline.cluster.failure;

import dev.faultline.cluster.topology.Cluster;

/** Where a part is: from its index over the whole site to positions, and to what it belongs to. */
public final class PartPath {

    private PartPath() {}

    /** One past the largest index of a kind. */
    static int end(PartKind kind, Cluster cluster) {
        return switch (kind) {
            case DOMAIN -> cluster.domainCount();
            case UPDATE_DOMAIN -> cluster.updateDomainCount();
            case RACK -> cluster.rackCount();
            case NODE -> cluster.nodeCount();
            case DRIVE -> cluster.driveCount();
            case BUFFER -> cluster.bufferCount();
            case NIC -> cluster.nodeCount() * Parts.MOST_NICS;
        };
    }

    /** Whether there is such a part: nodes have fewer NICs than indices for them. */
    static boolean exists(PartKind kind, int index, Cluster cluster) {
        return kind != PartKind.NIC
                || index % Parts.MOST_NICS < cluster.kindOf(index / Parts.MOST_NICS).nicCount();
    }

    /** As a scenario names it. */
    public static String name(PartKind kind, int index, Cluster cluster) {
        int node = kind == PartKind.NIC ? index / Parts.MOST_NICS : index;
        return switch (kind) {
            case DOMAIN, UPDATE_DOMAIN, RACK -> kind.word() + "/" + index;
            case NODE -> cluster.nodeName(node);
            case DRIVE -> cluster.driveName(index);
            case BUFFER -> cluster.bufferName(index);
            case NIC ->
                    cluster.nodeName(node).replace("node/", "nic/") + "/" + index % Parts.MOST_NICS;
        };
    }

    /**
     * Positions, outermost first: rack, node within the rack, drive, write-buffer drive or NIC
     * within the node.
     */
    static int[] of(PartKind kind, int index, Cluster cluster) {
        return switch (kind) {
            case DOMAIN, UPDATE_DOMAIN, RACK -> new int[] {index};
            case NODE -> new int[] {cluster.rackOfNode(index), cluster.positionOfNode(index)};
            case DRIVE -> {
                int node = cluster.nodeOfDrive(index);
                yield new int[] {
                    cluster.rackOfNode(node),
                    cluster.positionOfNode(node),
                    index - cluster.firstDriveOfNode(node)
                };
            }
            case BUFFER -> {
                int node = cluster.nodeOfBuffer(index);
                yield new int[] {
                    cluster.rackOfNode(node),
                    cluster.positionOfNode(node),
                    index - cluster.firstBufferOfNode(node)
                };
            }
            case NIC -> {
                int node = index / Parts.MOST_NICS;
                yield new int[] {
                    cluster.rackOfNode(node), cluster.positionOfNode(node), index % Parts.MOST_NICS
                };
            }
        };
    }

    /** The domain, rack or node that a part belongs to. */
    static int owner(PartKind kind, int index, PartKind ownerKind, Cluster cluster) {
        int node =
                switch (kind) {
                    case NODE -> index;
                    case DRIVE -> cluster.nodeOfDrive(index);
                    case BUFFER -> cluster.nodeOfBuffer(index);
                    case NIC -> index / Parts.MOST_NICS;
                    case RACK, DOMAIN, UPDATE_DOMAIN -> -1;
                };
        return switch (ownerKind) {
            case NODE -> node;
            case RACK -> cluster.rackOfNode(node);
            case UPDATE_DOMAIN -> cluster.updateDomainOfNode(node);
            case DOMAIN ->
                    kind == PartKind.RACK
                            ? cluster.domainOfRack(index)
                            : cluster.domainOfNode(node);
            case DRIVE, BUFFER, NIC ->
                    throw new IllegalArgumentException(ownerKind + " holds no parts");
        };
    }
}
