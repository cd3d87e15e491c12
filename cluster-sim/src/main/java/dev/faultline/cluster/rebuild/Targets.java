package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.topology.Cluster;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Chooses where strips are re-created: in a failure domain where the stripe has fewer than c
 * strips, the one that was given least so far; there on the next drive in turn that works, has
 * room, holds no strip of the group, and is on a node that holds none where such a node exists.
 * Where update domains are promised it keeps to their limit too, unless the strip would then have
 * no place at all: redundancy comes before what a planned update may take.
 */
final class Targets {

    /** No drive can take the strip: there are too few domains (or drives) that work. */
    static final int NO_DOMAIN = -1;

    /** No drive can take the strip: those that could are full. */
    static final int NO_SPACE = -2;

    private final Cluster cluster;
    private final Space space;
    private final int[][] drivesOfDomain;
    private final int[] cursor;
    private final double[] givenBytes;
    private final int[] workingDrives;
    private final int[] inDomain;
    private final int[] inUpdateDomain;
    private final int[] groupOnNode;
    private final int[] groupOnDrive;
    private int stamp;

    Targets(Cluster cluster, Space space) {
        this.cluster = cluster;
        this.space = space;
        int domains = cluster.domainCount();
        this.drivesOfDomain = new int[domains][];
        for (int domain = 0; domain < domains; domain++) {
            drivesOfDomain[domain] = nodeByNode(domain);
        }
        this.cursor = new int[domains];
        this.givenBytes = new double[domains];
        this.workingDrives = new int[domains];
        this.inDomain = new int[domains];
        this.inUpdateDomain = new int[cluster.updateDomainCount()];
        this.groupOnNode = new int[cluster.nodeCount()];
        this.groupOnDrive = new int[cluster.driveCount()];
    }

    /** Counts afresh what works; due after every change of health. */
    void update(Health health) {
        Arrays.fill(workingDrives, 0);
        for (int drive = 0; drive < cluster.driveCount(); drive++) {
            workingDrives[cluster.domainOfDrive(drive)] += health.driveWorks(drive) ? 1 : 0;
        }
    }

    /** Begins with a group: its strips that stay where they are count against domains and nodes. */
    void begin(Layout layout, int group, StripFilter leaves) {
        stamp++;
        Arrays.fill(inDomain, 0);
        Arrays.fill(inUpdateDomain, 0);
        int width = layout.code().width();
        for (int strip = group * width; strip < (group + 1) * width; strip++) {
            if (!leaves.test(layout, strip)) {
                occupy(layout.placement().driveOfStrip(strip));
            }
        }
    }

    /** A drive for one more strip of the group begun, or {@link #NO_DOMAIN}, {@link #NO_SPACE}. */
    int choose(Layout layout, Health health) {
        boolean full = false;
        boolean[] tried = new boolean[inDomain.length];
        for (int domain = next(layout, tried); domain >= 0; domain = next(layout, tried)) {
            tried[domain] = true;
            int drive = pick(domain, layout, health, true, mostInUpdateDomain(layout));
            drive =
                    drive < 0
                            ? pick(domain, layout, health, false, mostInUpdateDomain(layout))
                            : drive;
            if (drive < 0 && layout.placement().maxStripsPerUpdateDomain() > 0) {
                drive = pick(domain, layout, health, false, Integer.MAX_VALUE);
            }
            if (drive >= 0) {
                occupy(drive);
                givenBytes[domain] += layout.stripBytes();
                space.take(drive, layout.stripBytes());
                return drive;
            }
            full |= drive == NO_SPACE;
        }
        return full ? NO_SPACE : NO_DOMAIN;
    }

    private int next(Layout layout, boolean[] tried) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int domain = 0; domain < inDomain.length; domain++) {
            boolean open = inDomain[domain] < layout.placement().maxStripsPerDomain();
            if (open && !tried[domain] && workingDrives[domain] > 0) {
                double given = givenBytes[domain] / workingDrives[domain];
                if (given < least) {
                    least = given;
                    best = domain;
                }
            }
        }
        return best;
    }

    private static int mostInUpdateDomain(Layout layout) {
        int most = layout.placement().maxStripsPerUpdateDomain();
        return most == 0 ? Integer.MAX_VALUE : most;
    }

    private int pick(
            int domain, Layout layout, Health health, boolean freshNode, int mostInUpdateDomain) {
        int[] drives = drivesOfDomain[domain];
        boolean full = false;
        for (int i = 0; i < drives.length; i++) {
            int at = (cursor[domain] + i) % drives.length;
            int drive = drives[at];
            boolean free =
                    health.driveWorks(drive)
                            && groupOnDrive[drive] != stamp
                            && !(freshNode && groupOnNode[cluster.nodeOfDrive(drive)] == stamp);
            free &= inUpdateDomain[cluster.updateDomainOfDrive(drive)] < mostInUpdateDomain;
            if (free && space.fits(drive, layout.stripBytes())) {
                cursor[domain] = at + 1;
                return drive;
            }
            full |= free;
        }
        return full ? NO_SPACE : NO_DOMAIN;
    }

    private void occupy(int drive) {
        inDomain[cluster.domainOfDrive(drive)]++;
        inUpdateDomain[cluster.updateDomainOfDrive(drive)]++;
        groupOnNode[cluster.nodeOfDrive(drive)] = stamp;
        groupOnDrive[drive] = stamp;
    }

    /** The drives of a domain, one of each node, then the next of each. */
    private int[] nodeByNode(int domain) {
        int[] nodes =
                IntStream.range(0, cluster.nodeCount())
                        .filter(node -> cluster.domainOfNode(node) == domain)
                        .toArray();
        int most =
                Arrays.stream(nodes).map(node -> cluster.kindOf(node).driveCount()).max().orElse(0);
        return IntStream.range(0, most)
                .flatMap(slot ->
                        Arrays.stream(nodes)
                                .filter(n -> slot < cluster.kindOf(n).driveCount())
                                .map(n -> cluster.firstDriveOfNode(n) + slot))
                .toArray();
    }
}
