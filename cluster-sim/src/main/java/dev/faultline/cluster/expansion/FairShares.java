package dev.faultline.cluster.expansion;

import dev.faultline.cluster.protection.Placement;
import dev.faultline.cluster.topology.Cluster;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How many strips each drive should hold: all alike, give or take one, unless a failure domain may
 * not take its part, because a stripe may have only so many strips there; what it may not take the
 * others share.
 *
 * <p>Of the many ways to give or take one, the way that moves least: drives that hold one more keep
 * it.
 */
final class FairShares {

    private final Cluster cluster;
    private final Placement placement;
    private final int[] held;
    private final long[] capOfDomain;
    private final int[] drivesOfDomain;
    private final boolean[] capped;

    private FairShares(Placement placement, Cluster cluster) {
        this.cluster = cluster;
        this.placement = placement;
        this.held = held(placement, cluster.driveCount());
        int domains = cluster.domainCount();
        this.drivesOfDomain = new int[domains];
        for (int drive = 0; drive < cluster.driveCount(); drive++) {
            drivesOfDomain[cluster.domainOfDrive(drive)]++;
        }
        this.capOfDomain = new long[domains];
        this.capped = new boolean[domains];
        for (int domain = 0; domain < domains; domain++) {
            int most = Math.min(placement.maxStripsPerDomain(), drivesOfDomain[domain]);
            capOfDomain[domain] = (long) most * placement.groupCount();
        }
    }

    /** For each drive. */
    static int[] of(Placement placement, Cluster cluster) {
        return new FairShares(placement, cluster).shares();
    }

    /** Strips that lie on each drive. */
    static int[] held(Placement placement, int driveCount) {
        int[] held = new int[driveCount];
        for (int strip = 0; strip < placement.stripCount(); strip++) {
            held[placement.driveOfStrip(strip)]++;
        }
        return held;
    }

    private int[] shares() {
        long strips = placement.stripCount();
        long drives = cluster.driveCount();
        for (int domain = firstOver(strips, drives);
                domain >= 0;
                domain = firstOver(strips, drives)) {
            capped[domain] = true;
            strips -= capOfDomain[domain];
            drives -= drivesOfDomain[domain];
        }
        int[] shares = new int[cluster.driveCount()];
        long[] room = capOfDomain.clone();
        for (int domain = 0; domain < capped.length; domain++) {
            if (capped[domain]) {
                int only = domain;
                deal(shares, room, capOfDomain[domain], d -> cluster.domainOfDrive(d) == only);
            }
        }
        deal(shares, room, strips, d -> !capped[cluster.domainOfDrive(d)]);
        return shares;
    }

    /** A domain that may not take its part of what the uncapped ones share; -1 when all may. */
    private int firstOver(long strips, long drives) {
        for (int domain = 0; domain < capped.length; domain++) {
            boolean over = capOfDomain[domain] * drives < strips * drivesOfDomain[domain];
            if (!capped[domain] && over) {
                return domain;
            }
        }
        return -1;
    }

    private void deal(int[] shares, long[] room, long strips, IntPredicate takesPart) {
        int[] drives = IntStream.range(0, shares.length).filter(takesPart).toArray();
        if (drives.length == 0) {
            return;
        }
        int each = Math.toIntExact(strips / drives.length);
        long more = strips % drives.length;
        for (int drive : drives) {
            shares[drive] = each;
            room[cluster.domainOfDrive(drive)] -= each;
        }
        int[] keepersFirst =
                IntStream.concat(
                                Arrays.stream(drives).filter(d -> held[d] > each),
                                Arrays.stream(drives).filter(d -> held[d] <= each))
                        .toArray();
        for (int drive : keepersFirst) {
            int domain = cluster.domainOfDrive(drive);
            if (more > 0 && room[domain] > 0) {
                shares[drive]++;
                room[domain]--;
                more--;
            }
        }
    }
}
