package dev.faultline.cluster.durability.burst;

import java.util.ArrayList;
import java.util.List;

/**
 * Where strips may lie, as far as a burst of failed drives can tell: every rack holds the same
 * number of drives, and within the stated pools every combination of drives is used by some stripe,
 * except in {@link Scattered}, which has a finite number of groups.
 */
public sealed interface BurstLayout {

    int racks();

    int drivesPerRack();

    /** Everything that makes this layout impossible, in words; empty when it is well formed. */
    List<String> problems();

    /**
     * In a sentence.
     *
     * @param place what a rack is called
     */
    default String describe(String place) {
        return "%,d %ss of %,d drives".formatted(racks(), place, drivesPerRack())
                + switch (this) {
                    case LocalPools local ->
                            ", pools of %d that survive %d"
                                    .formatted(local.poolDrives(), local.parity());
                    case NetworkClustered network ->
                            ", sets of %d racks that survive %s"
                                    .formatted(
                                            network.width(),
                                            lostPools(
                                                    network.parity(),
                                                    network.poolDrives(),
                                                    network.localParity()));
                    case NetworkDeclustered network ->
                            ", stripes over any racks that survive %s"
                                    .formatted(
                                            lostPools(
                                                    network.parity(),
                                                    network.poolDrives(),
                                                    network.localParity()));
                    case Scattered scattered ->
                            ", %,d placement groups of %d strips that survive %d"
                                    .formatted(
                                            scattered.groups(),
                                            scattered.width(),
                                            scattered.lossGiven().length - 1);
                };
    }

    private static String lostPools(int parity, int poolDrives, int localParity) {
        return poolDrives == 1
                ? "a lost drive in %d of them".formatted(parity)
                : "a lost pool in %d of them, where pools of %d drives survive %d"
                        .formatted(parity, poolDrives, localParity);
    }

    /**
     * Local codes: each rack is cut into pools of {@code poolDrives}; a pool loses data when more
     * than {@code parity} of its drives fail. Clustered (RAID) when a pool is one stripe wide,
     * declustered when it is wider: then any {@code parity + 1} of its drives share a stripe.
     */
    record LocalPools(int racks, int drivesPerRack, int poolDrives, int parity)
            implements BurstLayout {
        @Override
        public List<String> problems() {
            List<String> problems = gridProblems(racks, drivesPerRack);
            poolProblems(drivesPerRack, poolDrives, parity, problems);
            return problems;
        }
    }

    /**
     * Network codes over local pools, clustered: racks are cut into sets of {@code width}; pools at
     * the same position in the racks of a set form one network stripe, which loses data when more
     * than {@code parity} of its pools have lost data. A pure network code has pools of one drive
     * and no local parity.
     */
    record NetworkClustered(
            int racks, int drivesPerRack, int width, int parity, int poolDrives, int localParity)
            implements BurstLayout {

        /** A network code without local codes under it. */
        public NetworkClustered(int racks, int drivesPerRack, int width, int parity) {
            this(racks, drivesPerRack, width, parity, 1, 0);
        }

        @Override
        public List<String> problems() {
            List<String> problems = gridProblems(racks, drivesPerRack);
            poolProblems(drivesPerRack, poolDrives, localParity, problems);
            if (parity < 0 || width <= parity) {
                problems.add(
                        "network width (%d) must exceed its parity (%d)".formatted(width, parity));
            }
            if (width > 0 && racks % width != 0) {
                problems.add(
                        "racks (%d) must be a multiple of the network width (%d)"
                                .formatted(racks, width));
            }
            return problems;
        }
    }

    /**
     * Network codes over local pools, declustered: network stripes use every combination of pools
     * in distinct racks, so data is lost when pools have failed in more than {@code parity} racks.
     */
    record NetworkDeclustered(
            int racks, int drivesPerRack, int parity, int poolDrives, int localParity)
            implements BurstLayout {
        @Override
        public List<String> problems() {
            List<String> problems = gridProblems(racks, drivesPerRack);
            poolProblems(drivesPerRack, poolDrives, localParity, problems);
            if (parity < 0 || parity >= racks) {
                problems.add(
                        "network parity (%d) must be from 0 to racks - 1 (%d)"
                                .formatted(parity, racks - 1));
            }
            return problems;
        }
    }

    /**
     * One pool over the whole cluster: {@code groups} placement groups of {@code width} strips,
     * spread as evenly over the racks as whole strips allow, on drives chosen at random in each
     * rack. {@code lossGiven[e]} is the probability that e erasures chosen at random cannot be
     * decoded; every index past the end is certain loss.
     */
    record Scattered(int racks, int drivesPerRack, int width, double[] lossGiven, long groups)
            implements BurstLayout {
        @Override
        public List<String> problems() {
            List<String> problems = gridProblems(racks, drivesPerRack);
            if (width < 1 || width > (long) racks * drivesPerRack) {
                problems.add(
                        "stripe width (%d) must be from 1 to the number of drives (%d)"
                                .formatted(width, (long) racks * drivesPerRack));
            }
            if (groups < 1) {
                problems.add("placement groups (%d) must be positive".formatted(groups));
            }
            return problems;
        }
    }

    private static List<String> gridProblems(int racks, int drivesPerRack) {
        List<String> problems = new ArrayList<>();
        if (racks < 1) {
            problems.add("racks (%d) must be positive".formatted(racks));
        }
        if (drivesPerRack < 1) {
            problems.add("drives per rack (%d) must be positive".formatted(drivesPerRack));
        }
        return problems;
    }

    private static void poolProblems(
            int drivesPerRack, int poolDrives, int parity, List<String> problems) {
        if (parity < 0) {
            problems.add("local parity (%d) must not be negative".formatted(parity));
        }
        if (poolDrives <= parity) {
            problems.add(
                    "pool (%d drives) must exceed its parity (%d)".formatted(poolDrives, parity));
        }
        if (poolDrives > 0 && drivesPerRack % poolDrives != 0) {
            problems.add(
                    "drives per rack (%d) must be a multiple of the pool (%d drives)"
                            .formatted(drivesPerRack, poolDrives));
        }
    }
}
