package dev.faultline.cluster.maintenance;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.kernel.RandomStreams;
import dev.faultline.cluster.kernel.Simulation;
import dev.faultline.cluster.maintenance.Work.By;
import dev.faultline.cluster.maintenance.Work.State;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gets VMs and moves nodes to them: a request, a grant or refusal by lot, a copy, and the node is
 * given back. A VM counts against the quota and costs from its grant until the node it replaces has
 * been given back, or the copy is given up.
 */
final class Migrations {

    private static final int EVENT = 10;

    private final Policy policy;
    private final Simulation simulation;
    private final RandomStreams streams;
    private final Operations operations;
    private final Copies copies;
    private final Consumer<Work> moved;
    private final Runnable changed;
    private double[] capacities = {};
    private int vms;
    private int mostVms;
    private int granted;
    private int refused;

    /**
     * @param moved runs when a node has been moved
     * @param changed runs when the operator has something to look at
     */
    Migrations(
            Policy policy,
            Simulation simulation,
            RandomStreams streams,
            Operations operations,
            Copies.Maker copies,
            Consumer<Work> moved,
            Runnable changed) {
        this.policy = policy;
        this.simulation = simulation;
        this.streams = streams;
        this.operations = operations;
        this.copies = copies.of(this::copied);
        this.moved = moved;
        this.changed = changed;
    }

    int granted() {
        return granted;
    }

    int refused() {
        return refused;
    }

    /** Most VMs beyond those of the cluster at one time, asked for or there. */
    int mostVms() {
        return mostVms;
    }

    /** Bytes per second copied now. */
    double rate() {
        return copies.rate();
    }

    /** Asks for VMs for those whose times come first, as far as the quota goes. */
    void request(List<Work> pending) {
        for (Work work : Turn.soonestFirst(pending)) {
            if (work.policy == PolicyKind.MIGRATE_FIRST
                    && work.notBeforeNanos <= simulation.nowNanos()) {
                int needed = work.visit.nodes().length;
                if (needed > policy.migration().quota()) {
                    fallBack(work);
                } else if (vms + needed <= policy.migration().quota()) {
                    vms += needed;
                    mostVms = Math.max(mostVms, vms);
                    work.state = State.REQUESTED;
                    at(policy.migration().vmAfterNanos(), () -> answer(work));
                }
            }
        }
    }

    /** The platform takes a node before it is moved. */
    void giveUp(Work work) {
        copies.giveUp(work);
        giveVmBack(work);
    }

    /** The capacities have followed a change of health. */
    void healthIs(Health health, double[] capacitiesNow) {
        capacities = capacitiesNow;
        for (Work work : copies.follow(health, capacities)) {
            giveVmBack(work);
            fallBack(work);
        }
    }

    private void answer(Work work) {
        if (work.state != State.REQUESTED) {
            return;
        }
        String stream = "maintenance/vm/" + work.index + "/" + work.tries++;
        if (streams.stream(stream).nextDouble() < policy.migration().success()) {
            granted += work.visit.nodes().length;
            work.state = State.COPYING;
            work.beganNanos = simulation.nowNanos();
            work.vmSinceNanos = simulation.nowNanos();
            copies.start(work, operations.health(), capacities);
            return;
        }
        refused++;
        giveVmBack(work);
        if (work.tries >= policy.migration().tries()) {
            fallBack(work);
        } else {
            work.state = State.PENDING;
            work.notBeforeNanos = simulation.nowNanos() + policy.migration().retryNanos();
            at(policy.migration().retryNanos(), changed);
            changed.run();
        }
    }

    private void copied(Work work) {
        giveVmBack(work);
        work.by = By.MIGRATION;
        moved.accept(work);
    }

    private void fallBack(Work work) {
        work.policy = policy.fallback();
        work.state = State.PENDING;
        work.beganNanos = -1;
        changed.run();
    }

    private void giveVmBack(Work work) {
        if (work.state == State.COPYING || work.state == State.REQUESTED) {
            vms -= work.visit.nodes().length;
        }
        if (work.vmSinceNanos >= 0) {
            long each = simulation.nowNanos() - work.vmSinceNanos;
            work.vmNanos += each * work.visit.nodes().length;
            work.vmSinceNanos = -1;
        }
    }

    private void at(long afterNanos, Runnable action) {
        simulation.schedule(simulation.nowNanos() + afterNanos, EVENT, action);
    }
}
