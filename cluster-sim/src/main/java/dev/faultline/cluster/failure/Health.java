package dev.faultline.cluster.failure;

import dev.faultline.cluster.topology.Cluster;
import java.util.Arrays;
import java.util.List;

/**
 * What works at one moment: derived from the conditions that hold, part by part. A node without a
 * working NIC is out, and so are its drives.
 */
public final class Health {

    private final Cluster cluster;
    private final boolean[] driveLost;
    private final boolean[] driveOut;
    private final double[] driveSpeed;
    private final boolean[] bufferLost;
    private final boolean[] bufferOut;
    private final double[] bufferSpeed;
    private final int[] workingBuffers;
    private final double[] bufferShare;
    private final boolean[] nodeLost;
    private final boolean[] nodeOut;
    private final double[] nodeSpeed;
    private final double[] nicShare;
    private final double[] uplinkShare;

    private Health(Cluster cluster) {
        this.cluster = cluster;
        this.driveLost = new boolean[cluster.driveCount()];
        this.driveOut = new boolean[cluster.driveCount()];
        this.driveSpeed = ones(cluster.driveCount());
        this.bufferLost = new boolean[cluster.bufferCount()];
        this.bufferOut = new boolean[cluster.bufferCount()];
        this.bufferSpeed = ones(cluster.bufferCount());
        this.workingBuffers = new int[cluster.nodeCount()];
        this.bufferShare = new double[cluster.nodeCount()];
        this.nodeLost = new boolean[cluster.nodeCount()];
        this.nodeOut = new boolean[cluster.nodeCount()];
        this.nodeSpeed = ones(cluster.nodeCount());
        this.nicShare = ones(cluster.nodeCount() * Parts.MOST_NICS);
        this.uplinkShare = ones(cluster.rackCount());
    }

    /** The health of a site on which these conditions hold at once. */
    public static Health of(Cluster cluster, List<Condition> conditions) {
        Health health = new Health(cluster);
        for (Condition condition : conditions) {
            switch (condition) {
                case Condition.Lost(Parts parts) -> health.mark(parts, true);
                case Condition.Out(Parts parts) -> health.mark(parts, false);
                case Condition.Slowed(Parts parts, double speed) -> health.slow(parts, speed);
                case Condition.Degraded(Parts parts, double share) -> health.degrade(parts, share);
            }
        }
        health.closeNodes();
        health.countBuffers();
        return health;
    }

    /** A drive's data can be read and written. */
    public boolean driveWorks(int drive) {
        return !driveLost[drive] && !driveOut[drive];
    }

    /** A drive's data will never be read again. */
    public boolean driveLost(int drive) {
        return driveLost[drive];
    }

    public boolean nodeWorks(int node) {
        return !nodeLost[node] && !nodeOut[node];
    }

    public boolean nodeLost(int node) {
        return nodeLost[node];
    }

    /** Share of its media rate that a drive has; 0 when it does not work. */
    public double driveSpeed(int drive) {
        return driveWorks(drive) ? driveSpeed[drive] : 0;
    }

    /** A write-buffer drive can be read and written. */
    public boolean bufferWorks(int buffer) {
        return !bufferLost[buffer] && !bufferOut[buffer] && nodeWorks(cluster.nodeOfBuffer(buffer));
    }

    /** How many write-buffer drives of a node work. */
    public int workingBuffers(int node) {
        return workingBuffers[node];
    }

    /**
     * Share of the media rate of a node's write-buffer drives that is left: a node writes to
     * whichever of them is free, so their rates add up. 0 when none works.
     */
    public double bufferShare(int node) {
        return bufferShare[node];
    }

    /** Share of its processing rate that a node has; 0 when it does not work. */
    public double nodeSpeed(int node) {
        return nodeWorks(node) ? nodeSpeed[node] : 0;
    }

    /** Share of its network rate that a node has; 0 when it does not work. */
    public double networkShare(int node) {
        int nics = cluster.kindOf(node).nicCount();
        double sum = 0;
        for (int nic = 0; nic < nics; nic++) {
            sum += nicShare[node * Parts.MOST_NICS + nic];
        }
        return nodeWorks(node) ? sum / nics : 0;
    }

    /** Share of its uplink that a rack has. */
    public double uplinkShare(int rack) {
        return uplinkShare[rack];
    }

    private void mark(Parts parts, boolean lost) {
        if (parts.kind() == PartKind.NIC) {
            scaleNics(parts, 0);
            return;
        }
        boolean[] drives = lost ? driveLost : driveOut;
        for (int drive : parts.drives(cluster)) {
            drives[drive] = true;
        }
        boolean[] buffers = lost ? bufferLost : bufferOut;
        for (int buffer : parts.buffers(cluster)) {
            buffers[buffer] = true;
        }
        if (parts.kind().holdsNodes()) {
            boolean[] nodes = lost ? nodeLost : nodeOut;
            for (int node : parts.nodes(cluster)) {
                nodes[node] = true;
            }
        }
    }

    private void slow(Parts parts, double speed) {
        if (parts.kind() == PartKind.NIC) {
            scaleNics(parts, speed);
            return;
        }
        for (int drive : parts.drives(cluster)) {
            driveSpeed[drive] *= speed;
        }
        for (int buffer : parts.buffers(cluster)) {
            bufferSpeed[buffer] *= speed;
        }
        if (parts.kind().holdsNodes()) {
            for (int node : parts.nodes(cluster)) {
                nodeSpeed[node] *= speed;
            }
        }
    }

    private void degrade(Parts parts, double share) {
        switch (parts.kind()) {
            case NIC -> scaleNics(parts, share);
            case DRIVE, BUFFER -> slow(parts, share);
            case NODE, UPDATE_DOMAIN -> {
                for (int node : parts.nodes(cluster)) {
                    for (int nic = 0; nic < Parts.MOST_NICS; nic++) {
                        nicShare[node * Parts.MOST_NICS + nic] *= share;
                    }
                }
            }
            case RACK -> {
                for (int rack : parts.indices()) {
                    uplinkShare[rack] *= share;
                }
            }
            case DOMAIN -> {
                for (int rack = 0; rack < uplinkShare.length; rack++) {
                    boolean within =
                            Arrays.binarySearch(parts.indices(), cluster.domainOfRack(rack)) >= 0;
                    uplinkShare[rack] *= within ? share : 1;
                }
            }
        }
    }

    private void scaleNics(Parts nics, double share) {
        for (int nic : nics.indices()) {
            nicShare[nic] *= share;
        }
    }

    private void closeNodes() {
        for (int node = 0; node < nodeOut.length; node++) {
            if (nodeWorks(node) && networkShare(node) == 0) {
                nodeOut[node] = true;
            }
            if (nodeOut[node] && !nodeLost[node]) {
                cluster.drivesOfNode(node).forEach(drive -> driveOut[drive] = true);
            }
        }
    }

    private void countBuffers() {
        for (int buffer = 0; buffer < bufferSpeed.length; buffer++) {
            if (bufferWorks(buffer)) {
                int node = cluster.nodeOfBuffer(buffer);
                workingBuffers[node]++;
                bufferShare[node] += bufferSpeed[buffer] / cluster.kindOf(node).bufferCount();
            }
        }
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
