package dev.faultline.cluster.traffic;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.CpuKind;
import dev.faultline.cluster.topology.DriveKind;
import dev.faultline.cluster.topology.NodeKind;
import java.util.Arrays;

/**
 * The ways that bytes take through a cluster in one state of health, added to demands.
 *
 * <p>Every movement is made of four: drives to front ends ({@link #gather}), front ends to drives
 * ({@link #scatter}), front ends to clients and back. A byte between a drive and a front end on the
 * same node does not touch a NIC, one within a rack does not touch its uplink. Front ends are
 * chosen without regard to where the data lies. Clients are outside of the racks.
 */
public final class Paths {

    private final Resources resources;
    private final Cluster cluster;
    private final FrontEnds frontEnds;
    private final double[] ofNode;
    private final double[] ofRack;

    public Paths(Resources resources, Health health) {
        this.resources = resources;
        this.cluster = resources.cluster();
        this.frontEnds = new FrontEnds(cluster, health);
        this.ofNode = new double[cluster.nodeCount()];
        this.ofRack = new double[cluster.rackCount()];
    }

    /** Whether there is a front end at work; without one, no byte takes any of these ways. */
    public boolean reachAnyFrontEnd() {
        return frontEnds.any();
    }

    /** Reads from drives to front ends. */
    public void gather(Demand demand, double[] bytesOfDrive) {
        double total = sumByNode(bytesOfDrive);
        double read = cluster.driveKind().readBytesPerSecond();
        for (int drive = 0; drive < bytesOfDrive.length; drive++) {
            demand.add(drive, bytesOfDrive[drive] / read);
        }
        addByNode(demand, ResourceKind.LOCAL_READ);
        toFrontEnds(demand, total);
    }

    /** Writes from front ends to drives. */
    public void scatter(Demand demand, double[] bytesOfDrive) {
        double total = sumByNode(bytesOfDrive);
        double write = cluster.driveKind().writeBytesPerSecond();
        for (int drive = 0; drive < bytesOfDrive.length; drive++) {
            demand.add(drive, bytesOfDrive[drive] / write);
        }
        addByNode(demand, ResourceKind.LOCAL_WRITE);
        fromFrontEnds(demand, total);
    }

    /** Front ends to write-buffer drives. */
    public void fillBuffer(Demand demand, double[] bytesOfNode) {
        double total = sumByRack(bytesOfNode);
        addBufferMedia(demand, true);
        fromFrontEnds(demand, total);
    }

    /** Write-buffer drives to front ends, which is where destaging runs. */
    public void drainBuffer(Demand demand, double[] bytesOfNode) {
        double total = sumByRack(bytesOfNode);
        addBufferMedia(demand, false);
        toFrontEnds(demand, total);
    }

    /** Front ends to clients. */
    public void toClients(Demand demand, double bytes) {
        addByFrontEnd(demand, ResourceKind.NIC_OUT, ResourceKind.UPLINK_OUT, bytes);
    }

    /** Clients to front ends. */
    public void fromClients(Demand demand, double bytes) {
        addByFrontEnd(demand, ResourceKind.NIC_IN, ResourceKind.UPLINK_IN, bytes);
    }

    /** Work of front ends: bytes to check, and bytes to multiply and accumulate. */
    public void compute(Demand demand, double checksumBytes, double multiplyAccumulateBytes) {
        int cpus = resources.first(ResourceKind.CPU);
        for (int node = 0; node < cluster.nodeCount(); node++) {
            CpuKind cpu = cluster.kindOf(node).cpu();
            if (cpu != null && frontEnds.ofNode(node) > 0) {
                double coreSeconds =
                        checksumBytes / cpu.checksumBytesPerSecond()
                                + multiplyAccumulateBytes / cpu.multiplyAccumulateBytesPerSecond();
                demand.add(cpus + node, frontEnds.ofNode(node) * coreSeconds);
            }
        }
    }

    private void toFrontEnds(Demand demand, double total) {
        addByOwner(demand, ResourceKind.NIC_OUT, ResourceKind.UPLINK_OUT);
        addAtFrontEnds(demand, ResourceKind.NIC_IN, ResourceKind.UPLINK_IN, total);
    }

    private void fromFrontEnds(Demand demand, double total) {
        addByOwner(demand, ResourceKind.NIC_IN, ResourceKind.UPLINK_IN);
        addAtFrontEnds(demand, ResourceKind.NIC_OUT, ResourceKind.UPLINK_OUT, total);
    }

    /** The owners' side: what they hold, less what is for a front end on the spot. */
    private void addByOwner(Demand demand, ResourceKind nic, ResourceKind uplink) {
        int nics = resources.first(nic);
        for (int node = 0; node < ofNode.length; node++) {
            demand.add(nics + node, ofNode[node] * (1 - frontEnds.ofNode(node)));
        }
        int uplinks = resources.first(uplink);
        for (int rack = 0; rack < ofRack.length; rack++) {
            demand.add(uplinks + rack, ofRack[rack] * (1 - frontEnds.ofRack(rack)));
        }
    }

    /** The front ends' side: their share of what lies elsewhere. */
    private void addAtFrontEnds(
            Demand demand, ResourceKind nic, ResourceKind uplink, double total) {
        int nics = resources.first(nic);
        for (int node = 0; node < ofNode.length; node++) {
            demand.add(nics + node, frontEnds.ofNode(node) * (total - ofNode[node]));
        }
        int uplinks = resources.first(uplink);
        for (int rack = 0; rack < ofRack.length; rack++) {
            demand.add(uplinks + rack, frontEnds.ofRack(rack) * (total - ofRack[rack]));
        }
    }

    private void addByFrontEnd(Demand demand, ResourceKind nic, ResourceKind uplink, double bytes) {
        int nics = resources.first(nic);
        for (int node = 0; node < ofNode.length; node++) {
            demand.add(nics + node, bytes * frontEnds.ofNode(node));
        }
        int uplinks = resources.first(uplink);
        for (int rack = 0; rack < ofRack.length; rack++) {
            demand.add(uplinks + rack, bytes * frontEnds.ofRack(rack));
        }
    }

    private void addByNode(Demand demand, ResourceKind kind) {
        int first = resources.first(kind);
        for (int node = 0; node < ofNode.length; node++) {
            demand.add(first + node, ofNode[node]);
        }
    }

    private void addBufferMedia(Demand demand, boolean write) {
        int first = resources.first(ResourceKind.BUFFER);
        for (int node = 0; node < ofNode.length; node++) {
            NodeKind kind = cluster.kindOf(node);
            DriveKind buffer = kind.buffer();
            if (buffer != null && ofNode[node] > 0) {
                double rate = write ? buffer.writeBytesPerSecond() : buffer.readBytesPerSecond();
                demand.add(first + node, ofNode[node] / (kind.bufferCount() * rate));
            }
        }
    }

    private double sumByNode(double[] bytesOfDrive) {
        double[] bytesOfNode = new double[ofNode.length];
        for (int drive = 0; drive < bytesOfDrive.length; drive++) {
            bytesOfNode[cluster.nodeOfDrive(drive)] += bytesOfDrive[drive];
        }
        return sumByRack(bytesOfNode);
    }

    private double sumByRack(double[] bytesOfNode) {
        Arrays.fill(ofRack, 0);
        double total = 0;
        for (int node = 0; node < bytesOfNode.length; node++) {
            ofNode[node] = bytesOfNode[node];
            ofRack[cluster.rackOfNode(node)] += bytesOfNode[node];
            total += bytesOfNode[node];
        }
        return total;
    }
}
