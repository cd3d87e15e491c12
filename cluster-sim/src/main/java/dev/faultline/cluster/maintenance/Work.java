package dev.faultline.cluster.maintenance;

import dev.faultline.cluster.failure.Condition;
import dev.faultline.cluster.failure.Parts;
import java.util.List;

/** What has become of a visit so far. Times are virtual nanoseconds, -1 for not yet. */
public final class Work {

    /** Redundancy that was not looked at, because nothing went away. */
    public static final int UNSEEN = Integer.MIN_VALUE;

    /** How far a visit is. */
    enum State {
        UNANNOUNCED,
        PENDING,
        REQUESTED,
        COPYING,
        UNDER_WAY,
        OVER
    }

    /** Who let the node go. */
    public enum By {
        NOBODY,
        PLATFORM,
        OPERATOR,
        MIGRATION
    }

    final Visit visit;
    final int index;
    State state = State.UNANNOUNCED;
    PolicyKind policy;
    long dueNanos;
    long dueEvent = -1;
    long notBeforeNanos;
    int tries;
    int postponed;
    By by = By.NOBODY;
    long vmSinceNanos = -1;
    long vmNanos;
    double copiedBytes;
    long beganNanos = -1;
    long endedNanos = -1;
    long settledNanos = -1;
    int redundancyBefore = UNSEEN;
    int redundancyAfter = UNSEEN;
    List<Condition> conditions = List.of();

    Work(Visit visit, int index, PolicyKind policy) {
        this.visit = visit;
        this.index = index;
        this.policy = policy;
        this.dueNanos = visit.platformNanos();
    }

    public Visit visit() {
        return visit;
    }

    public By by() {
        return by;
    }

    /** When its nodes went away, or when copying them began. */
    public long beganNanos() {
        return beganNanos;
    }

    public long endedNanos() {
        return endedNanos;
    }

    /** When its nodes were back, and all was re-created that could be. */
    public long settledNanos() {
        return settledNanos;
    }

    public int postponed() {
        return postponed;
    }

    /** Bytes copied to new VMs, those of copies that were given up included. */
    public double copiedBytes() {
        return copiedBytes;
    }

    /** How long VMs existed beyond those of the cluster, summed over them. */
    public long vmNanos() {
        return vmNanos;
    }

    /** Fewest erasures that any stripe survived right after the nodes had gone. */
    public int redundancyAfter() {
        return redundancyAfter;
    }

    /** The same right before. */
    public int redundancyBefore() {
        return redundancyBefore;
    }

    public boolean isOver() {
        return state == State.OVER;
    }

    /** Whether the operator heard of it in time to do anything. */
    public boolean wasAnnounced() {
        return visit.plan().noticeNanos() > 0 && visit.plan().takesAway();
    }

    /**
     * Whether it was done before the platform's time came. Where the policy is to do nothing, the
     * platform's time is the right one.
     */
    public boolean isMet() {
        return by == By.OPERATOR
                || by == By.MIGRATION
                || by == By.PLATFORM && policy == PolicyKind.IGNORE;
    }

    Parts parts() {
        return Calendar.partsOf(visit);
    }

    boolean isWaiting() {
        return state == State.PENDING || state == State.REQUESTED || state == State.COPYING;
    }
}
