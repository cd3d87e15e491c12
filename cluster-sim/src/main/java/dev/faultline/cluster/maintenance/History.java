package dev.faultline.cluster.maintenance;

import java.util.ArrayList;
import java.util.List;

/** Redundancy through time, and how it stands to the rule while maintenance has nodes away. */
public final class History {

    private static final int MOST = 4096;

    private final RedundancyRule rule;
    private final int keep;
    private final List<Change> changes = new ArrayList<>();
    private long sinceNanos;
    private boolean wasBelow;
    private long belowNanos;
    private int minimum = Work.UNSEEN;
    private boolean broken;

    /** From an instant on, the stripe of users' data that survives least survives so many more. */
    public record Change(long atNanos, int lowest) {}

    History(RedundancyRule rule, int keep) {
        this.rule = rule;
        this.keep = keep;
    }

    /** Changes in order of time; of very many, every second one is forgotten. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** Least while maintenance had a node away; {@link Work#UNSEEN} when it never had. */
    public int minimum() {
        return minimum;
    }

    /** Whether letting nodes go ever lowered redundancy below the rule. */
    public boolean isBroken() {
        return broken;
    }

    /** How long redundancy was below the rule while maintenance had a node away. */
    public long belowNanos() {
        return belowNanos;
    }

    /**
     * @param begun visits that began at this instant
     * @param anyAway whether maintenance has any node away
     */
    void observe(long nowNanos, List<Work> begun, boolean anyAway) {
        int lowest = rule.lowest();
        end(nowNanos);
        wasBelow = anyAway && lowest < keep;
        if (anyAway) {
            minimum = minimum == Work.UNSEEN ? lowest : Math.min(minimum, lowest);
        }
        for (Work work : begun) {
            work.redundancyAfter = lowest;
            boolean takesAway = work.visit.plan().takesAway();
            broken |= takesAway && lowest < keep && lowest < work.redundancyBefore;
        }
        if (!changes.isEmpty() && changes.getLast().atNanos() == nowNanos) {
            changes.removeLast();
        }
        if (changes.isEmpty() || changes.getLast().lowest() != lowest) {
            changes.add(new Change(nowNanos, lowest));
        }
        if (changes.size() > MOST) {
            for (int i = changes.size() - 2; i > 0; i -= 2) {
                changes.remove(i);
            }
        }
    }

    /** The run has come to this instant. */
    public void end(long nowNanos) {
        belowNanos += wasBelow ? nowNanos - sinceNanos : 0;
        sinceNanos = nowNanos;
    }
}
