package dev.faultline.cluster.expansion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Settles what going through the groups left over: a drive with a strip too many, whose groups may
 * not have any of the drives that lack one.
 *
 * <p>Along augmenting paths: in one of its groups the drive gives a strip in place of another drive
 * that was to give one, which then has one too many, and so on until a group is found that may have
 * a drive that lacks one, or that a group elsewhere gives its target to in exchange.
 */
final class Repair {

    private static final int MOST_DRIVES_SEARCHED = 300;
    private static final int EXCHANGES_TRIED = 40;
    private static final int STRIPS_EXCHANGED = 10;
    private static final int MOST_PATHS_FOR_A_STRIP = 50;

    private final Draft draft;
    private final RandomGenerator random;
    private int[] start = new int[0];
    private int[] stripsOf = new int[0];

    /** In the group of strip gives, it takes the place and the target of strip stays. */
    private record Step(int from, int gives, int stays) {}

    Repair(Draft draft, RandomGenerator random) {
        this.draft = draft;
        this.random = random;
    }

    void run() {
        Deque<Integer> tooMany = new ArrayDeque<>();
        for (int drive = 0; drive < draft.driveCount(); drive++) {
            for (int i = 0; i < draft.excessOf(drive); i++) {
                tooMany.add(drive);
            }
        }
        if (!tooMany.isEmpty()) {
            indexStrips();
        }
        for (int drive : tooMany) {
            settle(drive);
        }
    }

    /** One strip of a drive; what was too many may end up on another. */
    private void settle(int drive) {
        int at = drive;
        for (int path = 0; path < MOST_PATHS_FOR_A_STRIP && at >= 0; path++) {
            at = follow(search(at), at);
        }
    }

    /** The steps to the drive that can give, root first; empty when there are none. */
    private List<Step> search(int root) {
        Step[] reachedBy = new Step[draft.driveCount()];
        boolean[] seen = new boolean[draft.driveCount()];
        Deque<Integer> queue = new ArrayDeque<>(List.of(root));
        seen[root] = true;
        int searched = 0;
        while (!queue.isEmpty() && searched++ < MOST_DRIVES_SEARCHED) {
            int drive = queue.remove();
            if (canGive(drive) >= 0) {
                return path(reachedBy, root, drive);
            }
            for (int i = start[drive]; i < start[drive + 1]; i++) {
                int strip = stripsOf[i];
                if (draft.targetOf(strip) == Draft.STAYS) {
                    reach(drive, strip, reachedBy, seen, queue);
                }
            }
        }
        return List.of();
    }

    private void reach(
            int drive, int strip, Step[] reachedBy, boolean[] seen, Deque<Integer> queue) {
        int width = draft.width();
        int group = strip / width;
        draft.open(group);
        draft.opened().leave(drive);
        for (int other = group * width; other < (group + 1) * width; other++) {
            int giver = draft.driveOf(other);
            boolean moves = draft.targetOf(other) != Draft.STAYS;
            if (moves && !seen[giver] && draft.mayTake(giver)) {
                seen[giver] = true;
                reachedBy[giver] = new Step(drive, strip, other);
                queue.add(giver);
            }
        }
    }

    private static List<Step> path(Step[] reachedBy, int root, int end) {
        List<Step> steps = new ArrayList<>();
        for (int at = end; at != root; at = reachedBy[at].from()) {
            steps.addFirst(reachedBy[at]);
        }
        steps.add(new Step(end, Draft.STAYS, Draft.STAYS));
        return steps;
    }

    /**
     * Carries out a path as far as it still holds.
     *
     * @return the drive that has a strip too many now; -1 when none has, or nothing helps
     */
    private int follow(List<Step> steps, int root) {
        int at = root;
        for (Step step : steps) {
            if (step.gives() == Draft.STAYS) {
                return give(at) ? -1 : at;
            }
            draft.open(step.gives() / draft.width());
            draft.opened().leave(at);
            int target = draft.targetOf(step.stays());
            int giver = draft.driveOf(step.stays());
            if (draft.targetOf(step.gives()) != Draft.STAYS
                    || target == Draft.STAYS
                    || !draft.mayTake(giver)) {
                return at;
            }
            draft.keep(step.stays());
            draft.send(step.gives(), target);
            at = giver;
        }
        return -1;
    }

    private boolean give(int drive) {
        int strip = canGive(drive);
        if (strip < 0) {
            return false;
        }
        openWithout(strip);
        int taker = anyTaker();
        if (taker >= 0) {
            draft.decide(strip, taker);
            return true;
        }
        return exchange(strip, true);
    }

    /** A strip of the drive for which a group finds a place; -1 for none. */
    private int canGive(int drive) {
        for (int i = start[drive]; i < start[drive + 1]; i++) {
            int strip = stripsOf[i];
            if (draft.targetOf(strip) == Draft.STAYS) {
                openWithout(strip);
                if (anyTaker() >= 0) {
                    return strip;
                }
            }
        }
        int count = start[drive + 1] - start[drive];
        for (int i = 0; i < Math.min(count, STRIPS_EXCHANGED); i++) {
            int strip = stripsOf[start[drive] + random.nextInt(count)];
            if (draft.targetOf(strip) == Draft.STAYS && exchange(strip, false)) {
                return strip;
            }
        }
        return -1;
    }

    /**
     * Whether the strip's group may have a target of another group, which may have a drive that
     * lacks a strip instead.
     */
    private boolean exchange(int strip, boolean carryOut) {
        int tries = carryOut ? 20 * EXCHANGES_TRIED : EXCHANGES_TRIED;
        for (int i = 0; i < tries; i++) {
            int other = random.nextInt(draft.stripCount());
            int target = draft.targetOf(other);
            if (target != Draft.STAYS && other / draft.width() != strip / draft.width()) {
                openWithout(strip);
                boolean mayHave = draft.mayTake(target);
                draft.open(other / draft.width());
                draft.opened().leave(target);
                int taker = mayHave ? anyTaker() : -1;
                if (taker >= 0) {
                    if (carryOut) {
                        draft.decide(other, taker);
                        openWithout(strip);
                        draft.send(strip, target);
                    }
                    return true;
                }
            }
        }
        return false;
    }

    private void openWithout(int strip) {
        draft.open(strip / draft.width());
        draft.opened().leave(draft.driveOf(strip));
    }

    private int anyTaker() {
        for (int domain = 0; domain < draft.domainCount(); domain++) {
            int taker = draft.taker(domain);
            if (taker >= 0) {
                return taker;
            }
        }
        return -1;
    }

    private void indexStrips() {
        start = new int[draft.driveCount() + 1];
        stripsOf = new int[draft.stripCount()];
        for (int strip = 0; strip < stripsOf.length; strip++) {
            start[draft.driveOf(strip) + 1]++;
        }
        for (int drive = 0; drive < draft.driveCount(); drive++) {
            start[drive + 1] += start[drive];
        }
        int[] next = Arrays.copyOf(start, start.length);
        for (int strip = 0; strip < stripsOf.length; strip++) {
            stripsOf[next[draft.driveOf(strip)]++] = strip;
        }
    }
}
