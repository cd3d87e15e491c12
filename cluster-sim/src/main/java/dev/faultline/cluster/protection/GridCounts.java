package dev.faultline.cluster.protection;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * How many strips of one stripe lie in each cell of failure and update domains, kept within the
 * limits on both. When all cells that are left for a failure domain lie in full update domains,
 * strips of other failure domains move to other update domains: an augmenting path (Ford and
 * Fulkerson 1956), so that a strip is refused only when no arrangement has room for it.
 */
final class GridCounts {

    private final int[][] room;
    private final int mostPerDomain;
    private final int mostPerUpdate;
    private final int[][] counts;
    private final int[] inDomain;
    private final int[] inUpdate;

    GridCounts(int[][] room, CodeOption option) {
        this.room = room;
        this.mostPerDomain = option.maxStripsPerDomain();
        this.mostPerUpdate = option.maxStripsPerUpdateDomain();
        this.counts = new int[room.length][room[0].length];
        this.inDomain = new int[room.length];
        this.inUpdate = new int[room[0].length];
    }

    /** The most strips of one stripe for which there is room, up to the code's width. */
    static int most(int[][] room, CodeOption option) {
        GridCounts counts = new GridCounts(room, option);
        int placed = 0;
        for (int domain = 0; domain < room.length; domain++) {
            while (placed < option.code().width() && counts.add(domain, update -> update)) {
                placed++;
            }
        }
        return placed;
    }

    int of(int domain, int update) {
        return counts[domain][update];
    }

    void clear() {
        for (int[] row : counts) {
            Arrays.fill(row, 0);
        }
        Arrays.fill(inDomain, 0);
        Arrays.fill(inUpdate, 0);
    }

    /**
     * Finds room for one more strip in a failure domain; false when there is none.
     *
     * @param order the update domains in the order in which they are tried: from place to index
     */
    boolean add(int domain, IntUnaryOperator order) {
        if (inDomain[domain] == mostPerDomain) {
            return false;
        }
        int[] reachedFrom = new int[inUpdate.length];
        int[] movedFrom = new int[inDomain.length];
        Arrays.fill(reachedFrom, -1);
        Arrays.fill(movedFrom, -1);
        ArrayDeque<Integer> open = new ArrayDeque<>();
        open.add(domain);
        while (!open.isEmpty()) {
            int from = open.remove();
            for (int i = 0; i < inUpdate.length; i++) {
                int update = order.applyAsInt(i);
                if (reachedFrom[update] < 0 && counts[from][update] < room[from][update]) {
                    reachedFrom[update] = from;
                    if (inUpdate[update] < mostPerUpdate) {
                        apply(domain, update, reachedFrom, movedFrom);
                        return true;
                    }
                    openDomainsIn(update, domain, movedFrom, open);
                }
            }
        }
        return false;
    }

    private void openDomainsIn(int update, int start, int[] movedFrom, ArrayDeque<Integer> open) {
        for (int domain = 0; domain < inDomain.length; domain++) {
            if (domain != start && movedFrom[domain] < 0 && counts[domain][update] > 0) {
                movedFrom[domain] = update;
                open.add(domain);
            }
        }
    }

    private void apply(int start, int last, int[] reachedFrom, int[] movedFrom) {
        inUpdate[last]++;
        inDomain[start]++;
        int update = last;
        int domain = reachedFrom[update];
        counts[domain][update]++;
        while (domain != start) {
            update = movedFrom[domain];
            counts[domain][update]--;
            domain = reachedFrom[update];
            counts[domain][update]++;
        }
    }
}
