package dev.faultline.cluster.expansion;

import dev.faultline.cluster.protection.Placement;
import dev.faultline.cluster.topology.Cluster;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Decides which strips move so that new drives get their share: as few as possible, each once, with
 * distinct drives in a group (distinct nodes where the domain has enough) and never more than c in
 * a domain.
 *
 * <p>Group by group, each gives up its part of all moves. Those strips go first whose drives have
 * the largest part of their remaining strips still to give, ties by lot, so that data strips and
 * parities go alike; they go to drives of their own domain in the proportion in which these lack
 * strips, and else to the domains that have been given least of what they lack. What this leaves
 * over {@link Repair} settles.
 */
final class Rebalancing {

    private static final double NEARLY_ONE = 1 - 1e-9;

    private final Draft draft;
    private final RandomGenerator random;
    private final int[] stripsToCome;
    private final double[] ownDue;
    private final double[] lackedAtFirst;
    private final long[] order;
    private int candidates;
    private int next;

    private Rebalancing(Placement placement, Cluster cluster, RandomGenerator random) {
        this.draft = new Draft(placement, cluster, random);
        this.random = random;
        this.stripsToCome = FairShares.held(placement, cluster.driveCount());
        this.ownDue = new double[draft.domainCount()];
        this.lackedAtFirst = new double[draft.domainCount()];
        for (int domain = 0; domain < lackedAtFirst.length; domain++) {
            lackedAtFirst[domain] = draft.needOfDomain(domain);
        }
        this.order = new long[draft.domainCount()];
    }

    /**
     * The moves.
     *
     * @param placement numbered as the cluster counts its drives; not changed
     */
    static Moves plan(Placement placement, Cluster cluster, RandomGenerator random) {
        Rebalancing rebalancing = new Rebalancing(placement, cluster, random);
        rebalancing.goThroughGroups();
        new Repair(rebalancing.draft, random).run();
        return rebalancing.draft.moves();
    }

    private void goThroughGroups() {
        long decided = 0;
        for (int group = 0; group < draft.groupCount(); group++) {
            double due = (double) draft.least() * (group + 1) / draft.groupCount();
            decided += goThrough(group, Math.round(due) - decided);
        }
    }

    private int goThrough(int group, long wanted) {
        int width = draft.width();
        draft.open(group);
        orderDomains();
        long[] byUrgency = new long[width];
        int turn = random.nextInt(width);
        for (int i = 0; i < width; i++) {
            int strip = group * width + (i + turn) % width;
            byUrgency[i] = (long) (-urgency(draft.driveOf(strip)) * (1L << 40)) << 8 | i;
        }
        Arrays.sort(byUrgency);
        int moved = 0;
        for (long key : byUrgency) {
            int strip = group * width + ((int) (key & 0xFF) + turn) % width;
            double urgency = urgency(draft.driveOf(strip));
            if (urgency > 0 && (moved < wanted || urgency >= 1)) {
                moved += move(strip) ? 1 : 0;
            }
        }
        for (int i = 0; i < width; i++) {
            stripsToCome[draft.driveOf(group * width + i)]--;
        }
        return moved;
    }

    /** Part of a drive's strips still to come that must go. */
    private double urgency(int drive) {
        return (double) draft.excessOf(drive) / stripsToCome[drive];
    }

    private boolean move(int strip) {
        int drive = draft.driveOf(strip);
        int own = draft.domainOfDrive(drive);
        draft.opened().leave(drive);
        double part = (double) draft.needOfDomain(own) / draft.excessOfDomain(own);
        ownDue[own] += Math.min(1, part);
        int taker = ownDue[own] >= NEARLY_ONE ? draft.taker(own) : -1;
        if (taker >= 0) {
            ownDue[own]--;
        } else {
            taker = takerElsewhere();
        }
        if (taker < 0) {
            taker = draft.taker(own);
        }
        if (taker < 0) {
            draft.opened().take(drive);
            return false;
        }
        draft.decide(strip, taker);
        return true;
    }

    /** Each domain is asked once before any is asked again. */
    private int takerElsewhere() {
        for (int i = 0; i < candidates; i++) {
            int domain = (int) (order[(next + i) % candidates] & 0xFFFF);
            int taker = draft.taker(domain);
            if (taker >= 0) {
                next = (next + i + 1) % candidates;
                return taker;
            }
        }
        return -1;
    }

    /** Domains that need strips of others, by the part of what they lacked that is left. */
    private void orderDomains() {
        candidates = 0;
        next = 0;
        for (int domain = 0; domain < lackedAtFirst.length; domain++) {
            long need = draft.needOfDomain(domain) - draft.excessOfDomain(domain);
            if (need > 0) {
                long left = (long) (need / lackedAtFirst[domain] * (1 << 20));
                order[candidates++] = -left << 32 | (long) random.nextInt(1 << 16) << 16 | domain;
            }
        }
        Arrays.sort(order, 0, candidates);
    }
}
