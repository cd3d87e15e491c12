package dev.faultline.cluster.durability.burst;

import dev.faultline.cluster.durability.burst.BurstLayout.LocalPools;
import dev.faultline.cluster.durability.burst.BurstLayout.NetworkClustered;
import dev.faultline.cluster.durability.burst.BurstLayout.NetworkDeclustered;
import dev.faultline.node.units.RefusedArgument;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts, in exact integers, the bursts that a layout survives.
 *
 * <p>A burst is a set of f drives that lies in exactly r racks, every such set equally likely. With
 * M drives a rack there are C(X, r) [z^f] ((1+z)^M - 1)^r of them. The survivors are coefficients
 * of products of such counting polynomials, one factor for each part that survives independently:
 *
 * <ul>
 *   <li>local: a rack survives as the product of its pools, G(z) = (sum over i up to p of C(P,i)
 *       z^i)^(M/P), so the count is [z^f] (G - 1)^r;
 *   <li>network, declustered: with B = (1+z)^M - G, at most p racks are of kind B;
 *   <li>network, clustered: within r given racks of a set, every position keeps at most p failed
 *       pools; inclusion and exclusion over those racks makes it "exactly r", and sets multiply.
 * </ul>
 */
final class ExactBurst {
    private final int maxFailures;
    private final int maxRacks;

    ExactBurst(int maxFailures, int maxRacks) {
        this.maxFailures = maxFailures;
        this.maxRacks = maxRacks;
    }

    /**
     * About how long counting takes: products of polynomials x products of integers in each x the
     * time of one, which grows with the square of their length. Measured on one core of 2020 or
     * later; right within a factor of three.
     */
    static double seconds(BurstLayout layout, int maxFailures, int maxRacks) {
        double products =
                switch (layout) {
                    case NetworkClustered network -> {
                        int sets = network.racks() / network.width();
                        double hit = Math.min(network.width(), maxRacks);
                        double ofPositions = 30 * hit;
                        yield ofPositions + sets * hit * maxRacks;
                    }
                    case NetworkDeclustered network ->
                            (3.0 + Math.min(network.parity() + 1, maxRacks)) * maxRacks;
                    default -> 2.0 * maxRacks;
                };
        double integers = maxFailures * (maxFailures + 1.0) / 2;
        double drives = (double) maxRacks * layout.drivesPerRack();
        double bits = maxFailures * Math.log(1 + Math.E * drives / maxFailures) / Math.log(2);
        double longs = bits / 64 / 2;
        return products * integers * (5e-8 + 1e-9 * longs * longs);
    }

    /** Survivor polynomials by number of racks hit, 0 to maxRacks. */
    List<Polynomial> survivors(BurstLayout layout) {
        return switch (layout) {
            case LocalPools local -> localSurvivors(local);
            case NetworkClustered network -> clusteredSurvivors(network);
            case NetworkDeclustered network -> declusteredSurvivors(network);
            case BurstLayout.Scattered _ ->
                    throw new RefusedArgument("a scattered layout is sampled, not counted");
        };
    }

    /** All bursts, by number of racks hit. */
    List<Polynomial> bursts(BurstLayout layout) {
        int drives = layout.drivesPerRack();
        Polynomial hitRack = Polynomial.choose(drives, 1, drives, maxFailures);
        return chosenRacks(layout.racks(), powers(hitRack));
    }

    private List<Polynomial> localSurvivors(LocalPools layout) {
        Polynomial survivingRack =
                goodRack(layout.drivesPerRack(), layout.poolDrives(), layout.parity());
        return chosenRacks(
                layout.racks(), powers(survivingRack.minus(Polynomial.one(maxFailures))));
    }

    private List<Polynomial> declusteredSurvivors(NetworkDeclustered layout) {
        int drives = layout.drivesPerRack();
        Polynomial good = goodRack(drives, layout.poolDrives(), layout.localParity());
        Polynomial bad = Polynomial.choose(drives, 0, drives, maxFailures).minus(good);
        List<Polynomial> goodPowers = powers(good.minus(Polynomial.one(maxFailures)));
        List<Polynomial> badPowers = powers(bad);

        List<Polynomial> survivors = new ArrayList<>();
        for (int hit = 0; hit <= maxRacks; hit++) {
            Polynomial sum = Polynomial.zero(maxFailures);
            for (int failed = 0; failed <= Math.min(layout.parity(), hit); failed++) {
                Polynomial ways = badPowers.get(failed).times(goodPowers.get(hit - failed));
                sum = sum.plus(ways.scaled(Binomials.choose(hit, failed)));
            }
            survivors.add(sum);
        }
        return chosenRacks(layout.racks(), survivors);
    }

    private List<Polynomial> clusteredSurvivors(NetworkClustered layout) {
        List<Polynomial> set = rackSet(layout);
        List<Polynomial> cluster = constantOne();
        for (int sets = layout.racks() / layout.width(); sets > 0; sets--) {
            cluster = product(cluster, set);
        }
        return cluster;
    }

    /**
     * Survivors of one set of racks by number of its racks hit, over all choices of those racks.
     */
    private List<Polynomial> rackSet(NetworkClustered layout) {
        int limit = Math.min(layout.width(), maxRacks);
        int positions = layout.drivesPerRack() / layout.poolDrives();
        List<Polynomial> within = new ArrayList<>();
        for (int racks = 0; racks <= limit; racks++) {
            within.add(position(layout, racks).power(positions));
        }
        List<Polynomial> exactly = new ArrayList<>();
        for (int racks = 0; racks <= limit; racks++) {
            Polynomial sum = Polynomial.zero(maxFailures);
            for (int inside = 0; inside <= racks; inside++) {
                BigInteger ways = Binomials.choose(racks, inside);
                boolean odd = (racks - inside) % 2 == 1;
                sum = sum.plus(within.get(inside).scaled(odd ? ways.negate() : ways));
            }
            exactly.add(sum.scaled(Binomials.choose(layout.width(), racks)));
        }
        return exactly;
    }

    /**
     * One position: at most {@code parity} of the pools in {@code racks} given racks have failed.
     */
    private Polynomial position(NetworkClustered layout, int racks) {
        int pool = layout.poolDrives();
        Polynomial good = Polynomial.choose(pool, 0, layout.localParity(), maxFailures);
        Polynomial bad = Polynomial.choose(pool, layout.localParity() + 1, pool, maxFailures);
        Polynomial sum = Polynomial.zero(maxFailures);
        for (int failed = 0; failed <= Math.min(layout.parity(), racks); failed++) {
            Polynomial ways = bad.power(failed).times(good.power(racks - failed));
            sum = sum.plus(ways.scaled(Binomials.choose(racks, failed)));
        }
        return sum;
    }

    private Polynomial goodRack(int drivesPerRack, int poolDrives, int parity) {
        return Polynomial.choose(poolDrives, 0, parity, maxFailures)
                .power(drivesPerRack / poolDrives);
    }

    private List<Polynomial> powers(Polynomial base) {
        List<Polynomial> powers = new ArrayList<>(List.of(Polynomial.one(maxFailures)));
        for (int exponent = 1; exponent <= maxRacks; exponent++) {
            powers.add(powers.getLast().times(base));
        }
        return powers;
    }

    /** Which racks were hit is itself a choice among all of them. */
    private static List<Polynomial> chosenRacks(int racks, List<Polynomial> byHit) {
        List<Polynomial> chosen = new ArrayList<>();
        for (int hit = 0; hit < byHit.size(); hit++) {
            chosen.add(byHit.get(hit).scaled(Binomials.choose(racks, hit)));
        }
        return chosen;
    }

    private List<Polynomial> constantOne() {
        return List.of(Polynomial.one(maxFailures));
    }

    private List<Polynomial> product(List<Polynomial> left, List<Polynomial> right) {
        List<Polynomial> product = new ArrayList<>();
        int size = Math.min(maxRacks, left.size() + right.size() - 2) + 1;
        for (int racks = 0; racks < size; racks++) {
            Polynomial sum = Polynomial.zero(maxFailures);
            for (int first = Math.max(0, racks - right.size() + 1);
                    first <= Math.min(racks, left.size() - 1);
                    first++) {
                sum = sum.plus(left.get(first).times(right.get(racks - first)));
            }
            product.add(sum);
        }
        return product;
    }
}
