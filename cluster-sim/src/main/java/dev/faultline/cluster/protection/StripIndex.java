package dev.faultline.cluster.protection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Which strips lie on a drive: where they were dealt, as one array, and the few that rebuilds have
 * moved since.
 */
final class StripIndex {

    private final Placement placement;
    private final int[] start;
    private final int[] strips;
    private final Map<Integer, int[]> added = new HashMap<>();

    StripIndex(Placement placement, int driveCount) {
        this.placement = placement;
        this.start = new int[driveCount + 1];
        this.strips = new int[placement.stripCount()];
        for (int strip = 0; strip < strips.length; strip++) {
            start[placement.driveOfStrip(strip) + 1]++;
        }
        for (int drive = 0; drive < driveCount; drive++) {
            start[drive + 1] += start[drive];
        }
        int[] next = start.clone();
        for (int strip = 0; strip < strips.length; strip++) {
            strips[next[placement.driveOfStrip(strip)]++] = strip;
        }
    }

    /**
     * A strip has moved to a drive; the drive it left finds out by asking the placement. One that
     * comes back to a drive is known there already.
     */
    void add(int drive, int strip) {
        int[] before = added.getOrDefault(drive, new int[0]);
        boolean dealtHere = Arrays.binarySearch(strips, start[drive], start[drive + 1], strip) >= 0;
        if (dealtHere || Arrays.stream(before).anyMatch(known -> known == strip)) {
            return;
        }
        int[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = strip;
        added.put(drive, after);
    }

    void forEach(int drive, IntConsumer action) {
        for (int i = start[drive]; i < start[drive + 1]; i++) {
            if (placement.driveOfStrip(strips[i]) == drive) {
                action.accept(strips[i]);
            }
        }
        for (int strip : added.getOrDefault(drive, new int[0])) {
            if (placement.driveOfStrip(strip) == drive) {
                action.accept(strip);
            }
        }
    }
}
