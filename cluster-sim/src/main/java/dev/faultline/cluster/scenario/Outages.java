package dev.faultline.cluster.scenario;

import dev.faultline.cluster.failure.Condition;
import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.failure.PartKind;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.topology.Cluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The conditions that hold now, and which drives the cluster has noticed to be gone or given up.
 */
final class Outages {

    private final Cluster cluster;
    private final List<Condition> conditions = new ArrayList<>();
    private final BitSet detected = new BitSet();
    private final BitSet abandoned = new BitSet();
    private final int[] absences;
    private Health health;

    Outages(Cluster cluster) {
        this.cluster = cluster;
        this.absences = new int[cluster.driveCount()];
        this.health = Health.of(cluster, conditions);
    }

    Health health() {
        return health;
    }

    void begin(Condition condition) {
        conditions.add(condition);
        Health before = health;
        health = Health.of(cluster, conditions);
        for (int drive = 0; drive < cluster.driveCount(); drive++) {
            if (before.driveWorks(drive) && !health.driveWorks(drive)) {
                absences[drive]++;
            }
            if (!before.driveLost(drive) && health.driveLost(drive)) {
                detected.clear(drive);
            }
        }
    }

    /** Which absence each of these drives is in (or was in last), counted from 1. */
    int[] absencesOf(int[] drives) {
        return Arrays.stream(drives).map(drive -> absences[drive]).toArray();
    }

    /** Those of the drives that have been away without a break since these absences. */
    int[] stillAway(int[] drives, int[] since) {
        return IntStream.range(0, drives.length)
                .filter(i -> !health.driveWorks(drives[i]) && absences[drives[i]] == since[i])
                .map(i -> drives[i])
                .toArray();
    }

    void end(Condition condition) {
        conditions.remove(condition);
        health = Health.of(cluster, conditions);
        for (int drive = 0; drive < cluster.driveCount(); drive++) {
            if (health.driveWorks(drive)) {
                abandoned.clear(drive);
            }
        }
    }

    /** Empty parts take the place of those that were lost. */
    void replace(Parts parts) {
        int[] drives = parts.drives(cluster);
        List<Condition> remaining = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Lost(Parts lost)) {
                addWithout(lost, parts, remaining);
            } else {
                remaining.add(condition);
            }
        }
        Arrays.stream(drives).filter(health::driveLost).forEach(detected::set);
        conditions.clear();
        conditions.addAll(remaining);
        health = Health.of(cluster, conditions);
    }

    /** The cluster has noticed that these drives are gone, those that still are. */
    void detect(int[] drives) {
        Arrays.stream(drives).filter(health::driveLost).forEach(detected::set);
    }

    /** The cluster waits no longer for these drives, those that are still away. */
    void abandon(int[] drives) {
        Arrays.stream(drives).filter(d -> !health.driveWorks(d)).forEach(abandoned::set);
    }

    boolean isDetected(int drive) {
        return detected.get(drive);
    }

    /** Whether anything is gone that the cluster has not noticed yet. */
    boolean hasUnnoticed() {
        return IntStream.range(0, cluster.driveCount())
                .anyMatch(drive -> health.driveLost(drive) && !detected.get(drive));
    }

    boolean isAbandoned(int drive) {
        return abandoned.get(drive);
    }

    private void addWithout(Parts lost, Parts replaced, List<Condition> remaining) {
        boolean whole = replaced.kind().holdsNodes();
        int[] nodes = whole ? replaced.nodes(cluster) : new int[0];
        switch (lost.kind()) {
            case NIC -> {
                int[] gone = replaced.kind() == PartKind.NIC ? replaced.indices() : nodes;
                int unit = replaced.kind() == PartKind.NIC ? 1 : Parts.MOST_NICS;
                addWithout(lost, nic -> has(gone, nic / unit), remaining);
            }
            case DRIVE -> {
                int[] gone = replaced.drives(cluster);
                addWithout(lost, drive -> has(gone, drive), remaining);
            }
            case BUFFER -> {
                int[] gone = replaced.buffers(cluster);
                addWithout(lost, buffer -> has(gone, buffer), remaining);
            }
            case DOMAIN, UPDATE_DOMAIN, RACK, NODE ->
                    addWithout(
                            new Parts(PartKind.NODE, lost.nodes(cluster)),
                            node -> has(nodes, node),
                            remaining);
        }
    }

    private static void addWithout(Parts lost, IntPredicate replaced, List<Condition> conditions) {
        int[] left = Arrays.stream(lost.indices()).filter(replaced.negate()).sorted().toArray();
        if (left.length > 0) {
            conditions.add(new Condition.Lost(new Parts(lost.kind(), left)));
        }
    }

    private static boolean has(int[] sorted, int value) {
        return Arrays.binarySearch(sorted, value) >= 0;
    }
}
