package dev.faultline.cluster.durability;

import java.util.ArrayList;
import java.util.List;

/**
 * What durability needs to know of a cluster: how many places of each kind, the code, and which
 * drives share groups. A cluster is one or more equal pools; groups never cross pools.
 *
 * @param domains failure domains, over which racks are spread evenly
 * @param racks over which nodes are spread evenly
 * @param nodes over which drives are spread evenly
 * @param drives that hold stripes
 * @param poolDrives drives of one pool; equal to the code's strips for a clustered (RAID) layout
 * @param spread whether a pool takes its drives evenly from all places (a network layout) or from
 *     neighbours within one place (a local layout)
 * @param groups placement groups of one pool
 * @param driveBytes stored bytes of one drive, parity included
 * @param spareDrives drives' worth of free space in a pool into which rebuilds can write
 */
public record ClusterLayout(
        int domains,
        int racks,
        int nodes,
        int drives,
        StripeCode code,
        int poolDrives,
        boolean spread,
        long groups,
        double driveBytes,
        int spareDrives) {

    /** Independent pools of neighbouring drives, with nothing between a drive and the cluster. */
    public static ClusterLayout pools(
            int pools, int poolDrives, StripeCode code, long groups, double driveBytes) {
        return new ClusterLayout(
                1,
                1,
                pools,
                pools * poolDrives,
                code,
                poolDrives,
                false,
                groups,
                driveBytes,
                poolDrives);
    }

    public int pools() {
        return drives / poolDrives;
    }

    /** Whether every group of a pool uses all its drives. */
    public boolean clustered() {
        return poolDrives == code.strips();
    }

    /** Bytes of one strip of a group. */
    public double stripBytes() {
        return driveBytes * poolDrives / ((double) groups * code.strips());
    }

    /** Client bytes of one group. */
    public double groupDataBytes() {
        return stripBytes() * code.data();
    }

    /**
     * Client bytes lost when drives fail one by one until data is lost: the share of a pool's
     * groups that have all of parity + 1 given drives.
     */
    public double lostBytesAtFirst() {
        double share = 1;
        for (int i = 0; i <= code.mostErasures(); i++) {
            share *= (double) (code.strips() - i) / (poolDrives - i);
        }
        return Math.max(1, groups * share) * groupDataBytes();
    }

    public ClusterLayout withCode(StripeCode other) {
        return new ClusterLayout(
                domains,
                racks,
                nodes,
                drives,
                other,
                poolDrives,
                spread,
                groups,
                driveBytes,
                spareDrives);
    }

    public ClusterLayout withSpareDrives(int other) {
        return new ClusterLayout(
                domains, racks, nodes, drives, code, poolDrives, spread, groups, driveBytes, other);
    }

    /** How many places of a kind there are. */
    public int places(Scope scope) {
        return switch (scope) {
            case NODE -> nodes;
            case RACK -> racks;
            case DOMAIN -> domains;
        };
    }

    /** Everything that makes this layout impossible, in words; empty when it is well formed. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        positive("failure domains", domains, problems);
        positive("racks", racks, problems);
        positive("nodes", nodes, problems);
        positive("drives", drives, problems);
        positive("placement groups", groups, problems);
        if (!(driveBytes > 0)) {
            problems.add("stored bytes per drive (%s) must be positive".formatted(driveBytes));
        }
        if (spareDrives < 0) {
            problems.add("spare drives (%d) must not be negative".formatted(spareDrives));
        }
        if (poolDrives < code.strips()) {
            problems.add(
                    "pool (%d drives) must hold a whole stripe of %s (%d strips)"
                            .formatted(poolDrives, code, code.strips()));
        }
        if (problems.isEmpty() && drives % poolDrives != 0) {
            problems.add(
                    "drives (%d) must be a multiple of the pool (%d drives)"
                            .formatted(drives, poolDrives));
        }
        return problems;
    }

    private static void positive(String what, long value, List<String> problems) {
        if (value < 1) {
            problems.add("%s (%d) must be positive".formatted(what, value));
        }
    }

    /** Kinds of place that can fail as one. */
    public enum Scope {
        NODE,
        RACK,
        DOMAIN
    }
}
