package dev.faultline.cluster.maintenance;

import dev.faultline.cluster.failure.Condition;
import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.flow.Flows;
import dev.faultline.cluster.flow.MaxMin;
import dev.faultline.cluster.kernel.RandomStreams;
import dev.faultline.cluster.kernel.Simulation;
import dev.faultline.cluster.maintenance.Work.By;
import dev.faultline.cluster.maintenance.Work.State;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.traffic.Resources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A platform that takes nodes by its calendar, and an operator who does something about it.
 *
 * <p>At each instant the platform acts first, then the cluster's state follows, then the operator
 * looks at it and may let nodes go, which makes the state follow once more. Belongs to the
 * simulation's thread.
 */
public final class Maintenance {

    private static final int PLATFORM = 10;

    /** After the cluster's state, before its rates. */
    private static final int REVIEW = 200;

    private final Policy policy;
    private final Simulation simulation;
    private final Operations operations;
    private final RedundancyRule rule;
    private final Turn turn;
    private final History history;
    private final @Nullable Migrations migrations;
    private final List<Work> works = new ArrayList<>();
    private final List<Work> active = new ArrayList<>();
    private final List<Work> begun = new ArrayList<>();
    private final List<Work> unsettled = new ArrayList<>();
    private boolean reviewDue;
    private int unannounced;

    public Maintenance(
            Calendar calendar,
            Policy policy,
            Resources resources,
            List<Layout> layouts,
            Simulation simulation,
            MaxMin system,
            Flows flows,
            RandomStreams streams,
            Operations operations) {
        this.policy = policy;
        this.simulation = simulation;
        this.operations = operations;
        this.rule = new RedundancyRule(resources.cluster(), layouts, policy.keepRedundancy());
        this.turn = new Turn(resources.cluster(), rule, operations);
        this.history = new History(rule, policy.keepRedundancy());
        for (Visit visit : calendar.visits()) {
            works.add(new Work(visit, works.size(), policy.kind()));
        }
        this.unannounced = works.size();
        this.migrations =
                policy.kind() != PolicyKind.MIGRATE_FIRST || works.isEmpty()
                        ? null
                        : new Migrations(
                                policy,
                                simulation,
                                streams,
                                operations,
                                done ->
                                        new Copies(
                                                resources,
                                                layouts,
                                                system,
                                                flows,
                                                policy.migration(),
                                                done),
                                this::moved,
                                this::reviewSoon);
    }

    /** Puts the calendar's announcements on the clock. */
    public void schedule() {
        for (Work work : works) {
            simulation.schedule(work.visit.announcedNanos(), PLATFORM, () -> announce(work));
        }
    }

    /** Visits, in the order in which they are announced. */
    public List<Work> works() {
        return List.copyOf(works);
    }

    /** Whether nothing more will come. */
    public boolean isOver() {
        return unannounced == 0 && active.isEmpty();
    }

    /** When the last node is taken, if nothing is done about it. */
    public long lastNanos() {
        long most = policy.postponements() * policy.postponeNanos();
        return works.stream().mapToLong(work -> work.visit.closesNanos() + most).max().orElse(0);
    }

    /** Whether any node is away, slower, or being copied because of maintenance. */
    public boolean isUnderWay() {
        return active.stream()
                .anyMatch(work -> work.state == State.UNDER_WAY || work.state == State.COPYING);
    }

    public History history() {
        return history;
    }

    /** VMs that were had beyond those of the cluster. */
    public int vmsGranted() {
        return migrations == null ? 0 : migrations.granted();
    }

    /** Requests for VMs that were refused. */
    public int vmsRefused() {
        return migrations == null ? 0 : migrations.refused();
    }

    /** Most VMs beyond those of the cluster at one time. */
    public int mostVms() {
        return migrations == null ? 0 : migrations.mostVms();
    }

    /** Bytes per second that are copied to new VMs now. */
    public double copyRate() {
        return migrations == null ? 0 : migrations.rate();
    }

    /** The capacities have followed a change of health. */
    public void healthIs(Health health, double[] capacities) {
        if (migrations != null) {
            migrations.healthIs(health, capacities);
        }
    }

    /** The cluster's state has followed what happened at this instant. */
    public void stateFollowed() {
        if (!works.isEmpty()) {
            history.observe(simulation.nowNanos(), begun, isAnyAway());
            begun.clear();
            if (!unsettled.isEmpty() && operations.isRebuilt()) {
                unsettled.forEach(work -> work.settledNanos = simulation.nowNanos());
                unsettled.clear();
            }
            reviewSoon();
        }
    }

    private void reviewSoon() {
        if (!reviewDue && !active.isEmpty()) {
            reviewDue = true;
            simulation.schedule(simulation.nowNanos(), REVIEW, this::review);
        }
    }

    /** The operator looks at how things are. */
    private void review() {
        reviewDue = false;
        if (migrations != null) {
            migrations.request(pending());
        }
        turn.next(pending(), isAnyAway()).forEach(work -> begin(work, By.OPERATOR));
    }

    private List<Work> pending() {
        return active.stream().filter(work -> work.state == State.PENDING).toList();
    }

    private boolean isAnyAway() {
        return active.stream()
                .anyMatch(work -> work.state == State.UNDER_WAY && work.visit.plan().takesAway());
    }

    private void announce(Work work) {
        unannounced--;
        work.state = State.PENDING;
        active.add(work);
        if (!work.wasAnnounced()) {
            work.policy = PolicyKind.IGNORE;
        }
        work.dueEvent = simulation.schedule(work.dueNanos, PLATFORM, () -> due(work));
        reviewSoon();
    }

    /** The platform's time has come. */
    private void due(Work work) {
        if (!work.isWaiting()) {
            return;
        }
        if (work.policy != PolicyKind.IGNORE && work.postponed < policy.postponements()) {
            work.postponed++;
            work.dueNanos += policy.postponeNanos();
            work.dueEvent = simulation.schedule(work.dueNanos, PLATFORM, () -> due(work));
            return;
        }
        if (migrations != null) {
            migrations.giveUp(work);
        }
        begin(work, By.PLATFORM);
    }

    private void begin(Work work, By by) {
        MaintenancePlan plan = work.visit.plan();
        boolean known = work.policy != PolicyKind.IGNORE;
        work.by = by;
        work.state = State.UNDER_WAY;
        work.beganNanos = simulation.nowNanos();
        work.redundancyBefore = rule.lowest();
        begun.add(work);
        simulation.digest().add(simulation.nowNanos());
        simulation.digest().add(work.index);
        work.conditions = conditions(work);
        for (Condition condition : work.conditions) {
            operations.begin(condition, known ? knownWaitNanos(plan) : Operations.USUAL_WAIT);
        }
        if (plan.durationNanos() == MaintenancePlan.FOR_EVER) {
            over(work);
        } else {
            long at = simulation.nowNanos() + plan.durationNanos();
            simulation.schedule(at, PLATFORM, () -> end(work));
        }
    }

    /** A node has been moved: whatever else was announced for the old one is of no account. */
    private void moved(Work work) {
        simulation.digest().add(simulation.nowNanos());
        simulation.digest().add(work.index);
        over(work);
        for (Work other : pending()) {
            if (work.visit.holds(other.visit.nodes())) {
                other.by = By.MIGRATION;
                other.beganNanos = simulation.nowNanos();
                over(other);
            }
        }
    }

    private long knownWaitNanos(MaintenancePlan plan) {
        Long wait = policy.waitNanos();
        return wait == null || wait >= plan.durationNanos() ? Long.MAX_VALUE : wait;
    }

    private static List<Condition> conditions(Work work) {
        Parts parts = work.parts();
        MaintenancePlan plan = work.visit.plan();
        return switch (plan.effect()) {
            case RESTART_KEEPING_DRIVES -> List.of(new Condition.Out(parts));
            case RESTART_LOSING_DRIVES, TERMINATE -> List.of(new Condition.Lost(parts));
            case LIVE_MIGRATE ->
                    plan.left() == 0
                            ? List.of(new Condition.Out(parts))
                            : List.of(
                                    new Condition.Slowed(parts, plan.left()),
                                    new Condition.Degraded(parts, plan.left()));
        };
    }

    private void end(Work work) {
        if (work.visit.plan().effect().losesDrives()) {
            operations.replace(work.parts());
        } else {
            work.conditions.forEach(operations::end);
        }
        over(work);
    }

    private void over(Work work) {
        work.state = State.OVER;
        work.endedNanos = simulation.nowNanos();
        active.remove(work);
        if (work.by == By.MIGRATION) {
            work.settledNanos = simulation.nowNanos();
        } else {
            unsettled.add(work);
        }
        reviewSoon();
    }
}
