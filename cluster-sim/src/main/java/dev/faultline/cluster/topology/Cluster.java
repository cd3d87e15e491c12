package dev.faultline.cluster.topology;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The parts of a site as dense arrays. Racks, nodes, drives and write-buffer drives are counted
 * from 0 over the whole site: racks domain by domain, nodes rack by rack, drives of either sort
 * node by node.
 *
 * <p>Immutable. A {@link ClusterBuilder} makes one.
 */
public final class Cluster {

    private final List<NodeGroup> groups;
    private final int[] domainOfRack;
    private final int[] rackOfNode;
    private final int[] groupOfNode;
    private final int[] firstNodeOfRack;
    private final int[] firstDriveOfNode;
    private final int[] nodeOfDrive;
    private final int[] firstBufferOfNode;
    private final int[] nodeOfBuffer;
    private final int domainCount;
    private final UpdateGrid grid;

    Cluster(List<NodeGroup> groups, int[] domainOfRack, int[] rackOfNode, int[] groupOfNode) {
        this.groups = List.copyOf(groups);
        this.domainOfRack = domainOfRack;
        this.rackOfNode = rackOfNode;
        this.groupOfNode = groupOfNode;
        this.domainCount = domainOfRack[domainOfRack.length - 1] + 1;
        this.firstNodeOfRack = starts(rackOfNode, domainOfRack.length);
        this.firstDriveOfNode = new int[rackOfNode.length + 1];
        this.firstBufferOfNode = new int[rackOfNode.length + 1];
        for (int node = 0; node < rackOfNode.length; node++) {
            firstDriveOfNode[node + 1] = firstDriveOfNode[node] + kindOf(node).driveCount();
            firstBufferOfNode[node + 1] = firstBufferOfNode[node] + kindOf(node).bufferCount();
        }
        this.nodeOfDrive = owners(firstDriveOfNode);
        this.nodeOfBuffer = owners(firstBufferOfNode);
        this.grid = UpdateGrid.of(this);
    }

    /** The same places with other hardware in them: as many drives in each node. */
    public Cluster withKinds(UnaryOperator<NodeKind> change) {
        List<NodeGroup> changed =
                groups.stream().map(group -> group.with(change.apply(group.kind()))).toList();
        return new Cluster(changed, domainOfRack, rackOfNode, groupOfNode);
    }

    public List<NodeGroup> groups() {
        return groups;
    }

    public int domainCount() {
        return domainCount;
    }

    public int rackCount() {
        return domainOfRack.length;
    }

    public int nodeCount() {
        return rackOfNode.length;
    }

    /** Drives that hold stripes; those of the write buffer are not among them. */
    public int driveCount() {
        return nodeOfDrive.length;
    }

    public int domainOfRack(int rack) {
        return domainOfRack[rack];
    }

    public int rackOfNode(int node) {
        return rackOfNode[node];
    }

    public int domainOfNode(int node) {
        return domainOfRack[rackOfNode[node]];
    }

    /** Update domains: what the platform takes down together, one after the other. */
    public int updateDomainCount() {
        return grid.updateDomains();
    }

    /** See {@link UpdateGrid}. */
    public int updateDomainOfNode(int node) {
        return grid.updateDomainOfNode()[node];
    }

    public int updateDomainOfDrive(int drive) {
        return grid.updateDomainOfNode()[nodeOfDrive[drive]];
    }

    /** The host that a node runs on, counted from 0 over the site; a machine is its own. */
    public int hostOfNode(int node) {
        return grid.hostOfNode()[node];
    }

    public int nodeOfDrive(int drive) {
        return nodeOfDrive[drive];
    }

    public int rackOfDrive(int drive) {
        return rackOfNode[nodeOfDrive[drive]];
    }

    public int domainOfDrive(int drive) {
        return domainOfRack[rackOfDrive(drive)];
    }

    public int firstDriveOfNode(int node) {
        return firstDriveOfNode[node];
    }

    /** The drives of a node, in order. */
    public IntStream drivesOfNode(int node) {
        return IntStream.range(firstDriveOfNode[node], firstDriveOfNode[node + 1]);
    }

    /** Drives of the write buffer, on all nodes. */
    public int bufferCount() {
        return nodeOfBuffer.length;
    }

    public int nodeOfBuffer(int buffer) {
        return nodeOfBuffer[buffer];
    }

    public int firstBufferOfNode(int node) {
        return firstBufferOfNode[node];
    }

    /** The write-buffer drives of a node, in order. */
    public IntStream buffersOfNode(int node) {
        return IntStream.range(firstBufferOfNode[node], firstBufferOfNode[node + 1]);
    }

    /** First node of a rack; {@code firstNodeOfRack(rackCount())} is the node count. */
    public int firstNodeOfRack(int rack) {
        return firstNodeOfRack[rack];
    }

    public NodeGroup groupOf(int node) {
        return groups.get(groupOfNode[node]);
    }

    public NodeKind kindOf(int node) {
        return groupOf(node).kind();
    }

    /** The one kind of drive that stripes lie on. */
    public DriveKind driveKind() {
        for (NodeGroup group : groups) {
            DriveKind drive = group.kind().drive();
            if (drive != null) {
                return drive;
            }
        }
        throw new IllegalStateException("no node of this cluster has drives");
    }

    /** Drives of the failure domain that has the fewest, counting only domains that have any. */
    public int fewestDrivesInDomain() {
        int[] drives = drivesOfDomains();
        int fewest = Integer.MAX_VALUE;
        for (int count : drives) {
            fewest = count == 0 ? fewest : Math.min(fewest, count);
        }
        return fewest;
    }

    /** Failure domains that hold drives. */
    public int storingDomainCount() {
        int storing = 0;
        for (int count : drivesOfDomains()) {
            storing += count == 0 ? 0 : 1;
        }
        return storing;
    }

    /** The place of a node within its rack, from 0. */
    public int positionOfNode(int node) {
        return node - firstNodeOfRack[rackOfNode[node]];
    }

    /** As a scenario names it: {@code node/r9/n1}. */
    public String nodeName(int node) {
        return "node/r" + rackOfNode[node] + "/n" + positionOfNode(node);
    }

    /** As a scenario names it: {@code drive/r3/n4/d5}. */
    public String driveName(int drive) {
        int node = nodeOfDrive[drive];
        return "drive/r%d/n%d/d%d"
                .formatted(rackOfNode[node], positionOfNode(node), drive - firstDriveOfNode[node]);
    }

    /** As a scenario names it: {@code buffer/r3/n4/b0}. */
    public String bufferName(int buffer) {
        int node = nodeOfBuffer[buffer];
        return "buffer/r%d/n%d/b%d"
                .formatted(
                        rackOfNode[node], positionOfNode(node), buffer - firstBufferOfNode[node]);
    }

    private int[] drivesOfDomains() {
        int[] drives = new int[domainCount];
        for (int drive = 0; drive < driveCount(); drive++) {
            drives[domainOfDrive(drive)]++;
        }
        return drives;
    }

    /** The owner of each part, from where each owner's parts start. */
    private static int[] owners(int[] starts) {
        int[] owners = new int[starts[starts.length - 1]];
        for (int owner = 0; owner < starts.length - 1; owner++) {
            Arrays.fill(owners, starts[owner], starts[owner + 1], owner);
        }
        return owners;
    }

    private static int[] starts(int[] sortedOwners, int owners) {
        int[] starts = new int[owners + 1];
        for (int owner : sortedOwners) {
            starts[owner + 1]++;
        }
        for (int owner = 0; owner < owners; owner++) {
            starts[owner + 1] += starts[owner];
        }
        return starts;
    }
}
