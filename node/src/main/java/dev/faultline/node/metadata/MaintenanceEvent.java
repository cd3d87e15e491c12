package dev.faultline.node.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the platform does to instances, in no cloud's words. Its phase follows from the
 * time alone: it is known from {@code announced} on, starts when it is {@code due} or when it is
 * approved before that, and is over when {@code lasting} has passed.
 *
 * @param id unique on the platform
 * @param resources names of the instances
 * @param notBefore when its window opens, as announced
 * @param due when in its window it starts by itself, which nobody is told
 * @param windowEnd by when it will have started, as announced
 * @param impact how long the guest is paused or away; zero for one that {@linkplain Effect#ends()
 *     ends} it: for good
 * @param lasting from its start until the platform calls it done; at least the impact
 * @param planned routine; otherwise hardware failed or is about to
 * @param startable whether it starts when a guest approves it before it is due
 * @param approved when a guest let it start; null when none did
 * @param canceled when the platform dropped it; null when it did not
 */
public record MaintenanceEvent(
        String id,
        Effect effect,
        List<String> resources,
        Instant announced,
        Instant notBefore,
        Instant due,
        Instant windowEnd,
        Duration impact,
        Duration lasting,
        boolean planned,
        boolean startable,
        String description,
        @Nullable Instant approved,
        @Nullable Instant canceled) {

    public MaintenanceEvent {
        resources = List.copyOf(resources);
        if (notBefore.isBefore(announced)) {
            throw new IllegalArgumentException("an event cannot start before it is announced");
        }
        due = due.isBefore(notBefore) ? notBefore : due;
        windowEnd = windowEnd.isBefore(due) ? due : windowEnd;
        lasting = lasting.compareTo(impact) < 0 ? impact : lasting;
    }

    /** What it does to the guest. */
    public enum Effect {
        /** Moved while it runs: a pause of some seconds. */
        LIVE_MIGRATE,
        /** Stopped and started on the same host, with its local drives as they were. */
        RESTART,
        /** Stopped and started on another host, with empty local drives. */
        REDEPLOY,
        /** Taken away for good. */
        TERMINATE,
        /** A spot instance that the platform takes back. */
        PREEMPT;

        /** Whether the guest is away during it. */
        public boolean takesDown() {
            return this != LIVE_MIGRATE;
        }

        /** Whether the guest does not come back. */
        public boolean ends() {
            return this == TERMINATE || this == PREEMPT;
        }
    }

    /** How far it is. */
    public enum Phase {
        UNANNOUNCED,
        SCHEDULED,
        STARTED,
        COMPLETED,
        CANCELED
    }

    public Phase phase(Instant now) {
        if (now.isBefore(announced)) {
            return Phase.UNANNOUNCED;
        }
        if (canceled != null && !now.isBefore(canceled)) {
            return Phase.CANCELED;
        }
        if (now.isBefore(start())) {
            return Phase.SCHEDULED;
        }
        return now.isBefore(end()) ? Phase.STARTED : Phase.COMPLETED;
    }

    /** When it starts, unless it is canceled before. */
    public Instant start() {
        return approved != null && approved.isBefore(due) ? approved : due;
    }

    /** When the platform calls it done. */
    public Instant end() {
        return start().plus(lasting);
    }

    /** Announced, and neither done nor canceled. */
    public boolean isPending(Instant now) {
        Phase phase = phase(now);
        return phase == Phase.SCHEDULED || phase == Phase.STARTED;
    }

    public boolean concerns(String instance) {
        return resources.contains(instance);
    }

    /** Whether the instances are away at that time. */
    public boolean takesDownAt(Instant now) {
        return effect.takesDown()
                && happens()
                && !now.isBefore(start())
                && ((effect.ends() && impact.isZero()) || now.isBefore(start().plus(impact)));
    }

    /** Not canceled before its start. */
    boolean happens() {
        return canceled == null || !canceled.isBefore(start());
    }

    /** A guest lets it start; without effect once it has started or is over. */
    MaintenanceEvent approve(Instant now) {
        return startable && phase(now) == Phase.SCHEDULED ? with(now, canceled) : this;
    }

    /** The platform drops it; without effect once it has started or is over. */
    MaintenanceEvent cancel(Instant now) {
        return phase(now) == Phase.SCHEDULED ? with(approved, now) : this;
    }

    private MaintenanceEvent with(@Nullable Instant approved, @Nullable Instant canceled) {
        return new MaintenanceEvent(
                id,
                effect,
                resources,
                announced,
                notBefore,
                due,
                windowEnd,
                impact,
                lasting,
                planned,
                startable,
                description,
                approved,
                canceled);
    }
}
