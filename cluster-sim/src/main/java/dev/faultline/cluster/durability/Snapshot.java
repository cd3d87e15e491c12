package dev.faultline.cluster.durability;

import dev.faultline.cluster.durability.ClusterLayout.Scope;
import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.cluster.result.DurabilityResult.Unavailability;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * The cluster at a random moment: nodes, racks and domains that are away (each independently, a
 * share rate x duration of the time) and drives not rebuilt yet. Given how many of each, the chance
 * that one group has too few strips follows from how evenly places hold its strips; over all groups
 * and all numbers of places that are away it sums to the chance that something cannot be read.
 * Places of different kinds and groups count as independent.
 */
final class Snapshot {
    private static final double NEGLIGIBLE = 1e-22;
    private static final int KINDS = 4;

    private final ClusterLayout layout;
    private final int deepest;
    private final DiscreteDistribution[] away = new DiscreteDistribution[KINDS];
    private final double[] stripsInPlace = new double[KINDS];
    private final int[] places = new int[KINDS];
    private double probability;
    private double unreadable;

    private Snapshot(Question question) {
        this.layout = question.layout();
        this.deepest = layout.code().mostErasures();
        int strips = layout.code().strips();
        for (Hazards.Shared place : question.hazards().shared()) {
            int kind = place.scope().ordinal();
            int all = layout.places(place.scope());
            places[kind] = layout.spread() ? all : touched(place.scope());
            stripsInPlace[kind] = (double) strips / places[kind];
            double load = place.outagesPerYear() * place.outageSeconds() / Lifetime.YEAR_SECONDS;
            away[kind] =
                    load == 0 ? null : BinomialDistribution.of(places[kind], load / (1 + load));
        }
        addDrives(question, strips);
    }

    static Unavailability of(Question question) {
        Snapshot snapshot = new Snapshot(question);
        double[] none = new double[snapshot.deepest + 2];
        none[0] = 1;
        snapshot.visit(0, 1, none);
        double any = -Math.expm1(snapshot.layout.pools() * Math.log1p(-snapshot.probability));
        return new Unavailability(
                any, DurabilityResult.nines(any), any * Lifetime.YEAR_SECONDS, snapshot.unreadable);
    }

    private int touched(Scope scope) {
        int drivesInPlace = layout.drives() / layout.places(scope);
        return Math.max(1, layout.poolDrives() / drivesInPlace);
    }

    private void addDrives(Question question, int strips) {
        int kind = KINDS - 1;
        Lifetime lifetime = question.hazards().lifetime();
        double perYear =
                lifetime.cumulativeHazard(lifetime.initialAgeSeconds() + Lifetime.YEAR_SECONDS)
                        - lifetime.cumulativeHazard(lifetime.initialAgeSeconds());
        boolean groupWise = question.rebuild().groupWise();
        double groupsHit = groupWise ? (double) layout.groups() * strips / layout.poolDrives() : 1;
        double seconds =
                question.rebuild().detectSeconds()
                        + question.rebuild().times().seconds(1, groupsHit, 1);
        places[kind] = layout.poolDrives();
        stripsInPlace[kind] = (double) strips / layout.poolDrives();
        away[kind] =
                PoissonDistribution.of(
                        layout.poolDrives() * perYear * seconds / Lifetime.YEAR_SECONDS);
    }

    /** Adds all combinations that continue the one so far, kind by kind. */
    private void visit(int kind, double chance, double[] erasures) {
        if (kind == KINDS) {
            add(chance, erasures);
            return;
        }
        DiscreteDistribution distribution = away[kind];
        double[] here = new double[Math.min(layout.code().strips(), 2 * deepest + 2) + 1];
        here[0] = 1;
        for (int count = 0; count <= places[kind]; count++) {
            double likely =
                    chance
                            * (distribution == null
                                    ? (count == 0 ? 1 : 0)
                                    : distribution.probability(count));
            if (likely < NEGLIGIBLE && (distribution == null || count > distribution.getMean())) {
                return;
            }
            visit(kind + 1, likely, count == 0 ? erasures : combined(erasures, here));
            here = withPlace(here, kind);
        }
    }

    private void add(double chance, double[] erasures) {
        double unreadableGroup = erasures[deepest + 1];
        for (int e = 0; e <= deepest; e++) {
            unreadableGroup += erasures[e] * layout.code().lossGiven(e);
        }
        unreadableGroup = Math.min(1, unreadableGroup);
        probability += chance * -Math.expm1(layout.groups() * Math.log1p(-unreadableGroup));
        unreadable += chance * unreadableGroup;
    }

    /** Index j: probability that j strips of a group lie in the places, with one place more. */
    private double[] withPlace(double[] strips, int kind) {
        int fewer = (int) Math.floor(stripsInPlace[kind] + 1e-9);
        double more = Math.max(0, stripsInPlace[kind] - fewer);
        double[] next = new double[strips.length];
        int most = strips.length - 1;
        for (int j = 0; j <= most; j++) {
            next[Math.min(most, j + fewer)] += strips[j] * (1 - more);
            next[Math.min(most, j + fewer + 1)] += strips[j] * more;
        }
        return next;
    }

    /** Places of a further kind: of their strips, some are away already for another reason. */
    private double[] combined(double[] erasures, double[] strips) {
        double[] next = new double[erasures.length];
        next[deepest + 1] = erasures[deepest + 1];
        int width = layout.code().strips();
        for (int e = 0; e <= deepest; e++) {
            for (int j = 0; j < strips.length; j++) {
                addPresent(next, erasures[e] * strips[j], e, j, (double) (width - e) / width);
            }
        }
        return next;
    }

    private void addPresent(double[] next, double chance, int from, int strips, double present) {
        if (chance == 0) {
            return;
        }
        double ways = 1;
        for (int hit = 0; hit <= strips; hit++) {
            double probability =
                    ways * Math.pow(present, hit) * Math.pow(1 - present, strips - hit);
            next[Math.min(deepest + 1, from + hit)] += chance * probability;
            ways = ways * (strips - hit) / (hit + 1);
        }
    }
}
