package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.StripState;

/**
 * Puts groups that are equally exposed in an order in which any few in a row read from all drives
 * alike, so that no wave waits for one drive that many of its groups happen to share.
 *
 * <p>Greedy: of the next {@link #CHOICES} groups it takes the one whose survivors have been asked
 * least so far, which adds least to the sum of the squares of the drives' loads.
 */
final class EvenOrder {

    private static final int CHOICES = 32;

    private final int[] asked;

    EvenOrder(int driveCount) {
        this.asked = new int[driveCount];
    }

    /** Reorders a range of groups of one layout. */
    void arrange(Layout layout, int[] groups, int from, int to) {
        for (int next = from; next < to; next++) {
            int best = next;
            long least = Long.MAX_VALUE;
            int end = Math.min(to, next + CHOICES);
            for (int candidate = next; candidate < end; candidate++) {
                long sum = askedOfSurvivors(layout, groups[candidate]);
                if (sum < least) {
                    least = sum;
                    best = candidate;
                }
            }
            int taken = groups[best];
            groups[best] = groups[next];
            groups[next] = taken;
            ask(layout, taken);
        }
    }

    private long askedOfSurvivors(Layout layout, int group) {
        long sum = 0;
        int width = layout.code().width();
        for (int position = 0; position < width; position++) {
            if (layout.states().stateOf(group, position) == StripState.HERE) {
                sum += asked[layout.placement().drive(group, position)];
            }
        }
        return sum;
    }

    private void ask(Layout layout, int group) {
        int width = layout.code().width();
        for (int position = 0; position < width; position++) {
            if (layout.states().stateOf(group, position) == StripState.HERE) {
                asked[layout.placement().drive(group, position)]++;
            }
        }
    }
}
