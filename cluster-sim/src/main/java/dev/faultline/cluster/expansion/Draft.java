package dev.faultline.cluster.expansion;

import dev.faultline.cluster.protection.Placement;
import dev.faultline.cluster.topology.Cluster;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Moves as they are being decided: which strips leave where to, which drives still have too many
 * strips and which too few. A strip moves at most once, from a drive with too many to one with too
 * few.
 */
final class Draft {

    static final int STAYS = -1;

    private final Placement placement;
    private final Cluster cluster;
    private final int[] targetOf;
    private final int[] excessOf;
    private final @Nullable Takers[] takers;
    private final long[] excessOfDomain;
    private final boolean[] distinctNodes;
    private final GroupPlaces places;
    private final long least;

    Draft(Placement placement, Cluster cluster, RandomGenerator random) {
        this.placement = placement;
        this.cluster = cluster;
        this.targetOf = new int[placement.stripCount()];
        Arrays.fill(targetOf, STAYS);
        this.places = new GroupPlaces(cluster);
        int[] held = FairShares.held(placement, cluster.driveCount());
        int[] share = FairShares.of(placement, cluster);
        int[] needOf = new int[held.length];
        this.excessOf = new int[held.length];
        this.excessOfDomain = new long[cluster.domainCount()];
        long lacking = 0;
        for (int drive = 0; drive < held.length; drive++) {
            needOf[drive] = Math.max(0, share[drive] - held[drive]);
            excessOf[drive] = Math.max(0, held[drive] - share[drive]);
            excessOfDomain[cluster.domainOfDrive(drive)] += excessOf[drive];
            lacking += needOf[drive];
        }
        this.least = lacking;
        this.takers = new Takers[cluster.domainCount()];
        this.distinctNodes = new boolean[cluster.domainCount()];
        for (int domain = 0; domain < takers.length; domain++) {
            int[] drives = lacking(domain, needOf);
            takers[domain] = drives.length == 0 ? null : new Takers(drives, needOf, random);
            distinctNodes[domain] = storingNodes(domain) >= placement.maxStripsPerDomain();
        }
    }

    /** Strips that must move: what all drives together lack. */
    long least() {
        return least;
    }

    int width() {
        return placement.code().width();
    }

    int groupCount() {
        return placement.groupCount();
    }

    int domainCount() {
        return takers.length;
    }

    int stripCount() {
        return targetOf.length;
    }

    int driveCount() {
        return excessOf.length;
    }

    int domainOfDrive(int drive) {
        return cluster.domainOfDrive(drive);
    }

    /** The drive that a strip lies on before it moves. */
    int driveOf(int strip) {
        return placement.driveOfStrip(strip);
    }

    int targetOf(int strip) {
        return targetOf[strip];
    }

    /** Strips that a drive still has too many; never below zero. */
    int excessOf(int drive) {
        return excessOf[drive];
    }

    long excessOfDomain(int domain) {
        return excessOfDomain[domain];
    }

    long needOfDomain(int domain) {
        Takers lacking = takers[domain];
        return lacking == null ? 0 : lacking.need();
    }

    /** Turns to a group as it would lie with all that is decided so far. */
    void open(int group) {
        places.clear(width());
        for (int strip = group * width(); strip < (group + 1) * width(); strip++) {
            places.take(targetOf[strip] == STAYS ? driveOf(strip) : targetOf[strip]);
        }
    }

    GroupPlaces opened() {
        return places;
    }

    /** Whether the group that is open may have one strip more in a domain. */
    boolean hasRoom(int domain) {
        return places.inDomain(domain) < placement.maxStripsPerDomain();
    }

    boolean mayTake(int drive) {
        int domain = cluster.domainOfDrive(drive);
        return hasRoom(domain) && places.mayTake(drive, distinctNodes[domain]);
    }

    /** A drive of a domain that lacks strips and that the open group may have; -1 for none. */
    int taker(int domain) {
        Takers lacking = takers[domain];
        boolean none = lacking == null || lacking.need() == 0 || !hasRoom(domain);
        return none ? -1 : lacking.find(places, distinctNodes[domain]);
    }

    /** The strip of the open group, whose drive it has left, goes to a drive that lacks one. */
    void decide(int strip, int taker) {
        Takers lacking = takers[cluster.domainOfDrive(taker)];
        if (lacking == null) {
            throw new IllegalStateException("no drive of this domain lacks strips");
        }
        lacking.give(taker);
        send(strip, taker);
    }

    /** Gives a strip of the open group a target that another strip had. */
    void send(int strip, int target) {
        if (targetOf[strip] == STAYS) {
            excessOf[driveOf(strip)]--;
            excessOfDomain[cluster.domainOfDrive(driveOf(strip))]--;
        }
        targetOf[strip] = target;
        places.take(target);
    }

    /** A strip of the open group stays after all, and its drive has one too many again. */
    void keep(int strip) {
        places.leave(targetOf[strip]);
        targetOf[strip] = STAYS;
        excessOf[driveOf(strip)]++;
        excessOfDomain[cluster.domainOfDrive(driveOf(strip))]++;
        places.take(driveOf(strip));
    }

    Moves moves() {
        int[] strips =
                IntStream.range(0, targetOf.length).filter(s -> targetOf[s] != STAYS).toArray();
        int[] targets = Arrays.stream(strips).map(s -> targetOf[s]).toArray();
        return new Moves(strips, targets, least);
    }

    private int[] lacking(int domain, int[] needOf) {
        return IntStream.range(0, needOf.length)
                .filter(drive -> needOf[drive] > 0 && cluster.domainOfDrive(drive) == domain)
                .toArray();
    }

    private int storingNodes(int domain) {
        int nodes = 0;
        for (int node = 0; node < cluster.nodeCount(); node++) {
            boolean stores = cluster.kindOf(node).driveCount() > 0;
            nodes += stores && cluster.domainOfNode(node) == domain ? 1 : 0;
        }
        return nodes;
    }
}
