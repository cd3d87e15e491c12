package dev.faultline.cluster.scenario;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.flow.Flows;
import dev.faultline.cluster.flow.GuaranteedShare;
import dev.faultline.cluster.flow.MaxMin;
import dev.faultline.cluster.kernel.RandomStreams;
import dev.faultline.cluster.kernel.Simulation;
import dev.faultline.cluster.maintenance.Maintenance;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.StripState;
import dev.faultline.cluster.rebuild.Rebuild;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.review.Frame;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.traffic.DataPath;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.Resources;
import dev.faultline.cluster.workload.Foreground;
import dev.faultline.cluster.workload.Load;
import java.util.Arrays;

/**
 * One run of a scenario: its events on the cluster in virtual time, with clients and rebuilds
 * sharing what works.
 *
 * <p>At each instant things happen in this order: activities that end, events of the timeline, then
 * once for all of them the cluster's new state, and last the new rates. A run belongs to one
 * thread, and is a function of its scenario.
 */
public final class Run {

    static final double NANOS = 1e9;

    /** Priority of what happens, before the state that follows from it. */
    static final int EVENTS = 10;

    private static final int STATE = 100;
    private static final long TAIL_NANOS = 3_600_000_000_000L;
    private static final long STEP_NANOS = 600_000_000_000L;

    /** How long after the last event a run waits for rebuilds that do not end. */
    private static final long PATIENCE_NANOS = 90L * 24 * TAIL_NANOS;

    private final Scenario scenario;
    private final Progress progress;
    private final Cluster cluster;
    private final Resources resources;
    private final Layouts layouts;
    private final DataPath dataPath;
    private final Simulation simulation = new Simulation();
    private final MaxMin system = new MaxMin();
    private final Flows flows = new Flows(simulation, system);
    private final Outages outages;
    private final Rebuild rebuild;
    private final Foreground foreground;
    private final Recorder recorder;
    private final Happenings happenings;
    private final Maintenance maintenance;
    private final MaintenanceImpact impact;
    private final StripState[] stateOfDrive;
    private double[] capacities;
    private boolean healthChanged = true;
    private boolean stateDue;
    private long nextStep = -1;

    private Run(Scenario scenario, Progress progress) {
        this.scenario = scenario;
        this.progress = progress;
        this.cluster = scenario.proposal().cluster();
        this.resources =
                new Resources(
                        cluster, scenario.proposal().file().network().leafUplinkOversubscription());
        this.layouts =
                Layouts.of(
                        cluster,
                        scenario.plan(),
                        scenario.file().fill().fraction(),
                        new RandomStreams(scenario.file().seed()));
        this.dataPath = DataPath.of(scenario.proposal().file(), scenario.plan());
        this.outages = new Outages(cluster);
        this.stateOfDrive = new StripState[cluster.driveCount()];
        Arrays.fill(stateOfDrive, StripState.HERE);
        this.capacities = resources.capacities(outages.health());
        for (double capacity : capacities) {
            system.addResource(finite(capacity));
        }
        this.rebuild =
                new Rebuild(
                        resources,
                        layouts.all(),
                        scenario.rebuild(),
                        flows,
                        new GuaranteedShare(system, scenario.rebuild().share()),
                        outages.health(),
                        this::recreated);
        this.foreground =
                new Foreground(
                        resources,
                        layouts.data(),
                        dataPath,
                        scenario.loads(),
                        simulation,
                        flows,
                        this::stateChanged);
        this.recorder =
                new Recorder(scenario, resources, layouts, system, flows, foreground, rebuild);
        this.happenings =
                new Happenings(
                        scenario, simulation, outages, rebuild, recorder, this::healthChanged);
        this.maintenance =
                new Maintenance(
                        scenario.calendar(),
                        scenario.policy(),
                        resources,
                        layouts.all(),
                        simulation,
                        system,
                        flows,
                        new RandomStreams(scenario.file().seed()),
                        happenings);
        this.impact = new MaintenanceImpact(scenario.loads(), foreground, maintenance);
    }

    /** Runs a scenario to its end. */
    public static RunResult of(Scenario scenario, Progress progress) {
        return new Run(scenario, progress).execute();
    }

    private RunResult execute() {
        Frame frame = new Frame(scenario.proposal(), scenario.plan());
        flows.onRates(() -> recorder.ratesAre(now(), outages.health(), capacities));
        flows.onRates(() -> recorder.addRatesTo(simulation.digest()));
        flows.onRates(() -> impact.ratesAre(now()));
        flows.onRates(this::planStep);
        scenario.timeline().forEach(happenings::plan);
        maintenance.schedule();
        scenario.loads().forEach(load -> simulation.schedule(0, EVENTS, () -> turn(load)));
        simulation.schedule(0, EVENTS, this::stateChanged);
        long end = runToEnd();
        recorder.end(end / NANOS);
        maintenance.history().end(end);
        impact.end(end / NANOS);
        RunResult result =
                new Assembly(scenario, layouts, frame, recorder, rebuild)
                        .result(end / NANOS, simulation.events(), simulation.digest().hex());
        return Assembly.judged(
                scenario,
                result.with(
                        new MaintenanceReport(scenario, layouts, maintenance, impact, rebuild)
                                .result()));
    }

    private long runToEnd() {
        long end = scenario.file().until() == null ? -1 : scenario.file().until().nanos();
        long last = Math.max(lastEvent(), maintenance.lastNanos());
        while (end < 0 || simulation.nowNanos() < end) {
            long next = simulation.nowNanos() + STEP_NANOS;
            simulation.runUntil(end < 0 ? next : Math.min(end, next));
            progress.at(now(), simulation.events(), !rebuild.isIdle());
            boolean done = !happenings.arePending() && rebuild.isIdle() && maintenance.isOver();
            if (end < 0 && (done || simulation.nowNanos() > last + PATIENCE_NANOS)) {
                end = simulation.nowNanos() + (done ? TAIL_NANOS : 0);
            }
        }
        return end;
    }

    private long lastEvent() {
        return scenario.timeline().isEmpty()
                ? 0
                : scenario.timeline().getLast().event().at().nanos();
    }

    private double now() {
        return simulation.nowNanos() / NANOS;
    }

    private void turn(Load load) {
        stateChanged();
        long next = load.nextChange(simulation.nowNanos());
        if (next < Long.MAX_VALUE) {
            simulation.schedule(next, EVENTS, () -> turn(load));
        }
    }

    private void healthChanged() {
        healthChanged = true;
        stateChanged();
    }

    /** Lets the cluster's state follow, once for all that happens at this instant. */
    private void stateChanged() {
        if (!stateDue) {
            stateDue = true;
            simulation.schedule(simulation.nowNanos(), STATE, this::followState);
        }
    }

    private void followState() {
        stateDue = false;
        Health health = outages.health();
        Paths paths = new Paths(resources, health);
        if (healthChanged) {
            healthChanged = false;
            followHealth(health, paths);
        }
        foreground.refresh(health, paths, rebuild.partlyRecreated(), capacities);
        rebuild.seenByClients();
        planStep();
        observe();
    }

    /** Groups are whole again. Clients know of that by and by, and at the end. */
    private void recreated() {
        if (rebuild.isIdle()) {
            followState();
        } else {
            observe();
        }
    }

    private void observe() {
        recorder.stateIs(now());
        simulation.digest().add(simulation.nowNanos());
        simulation.digest().add(recorder.stateFingerprint());
        maintenance.stateFollowed();
    }

    /** Clients' reads, and what is shown of redundancy, follow what is re-created in steps. */
    private void planStep() {
        double nanos = Math.ceil(rebuild.secondsUntilWorthSeeing() * NANOS);
        if (nanos > Long.MAX_VALUE / 2.0) {
            simulation.cancel(nextStep);
            return;
        }
        long at = simulation.nowNanos() + Math.max(1, (long) nanos);
        if (!simulation.reschedule(nextStep, at)) {
            nextStep = simulation.schedule(at, EVENTS, this::stateChanged);
        }
    }

    private void followHealth(Health health, Paths paths) {
        for (int drive = 0; drive < cluster.driveCount(); drive++) {
            StripState state =
                    health.driveLost(drive)
                            ? StripState.GONE
                            : health.driveWorks(drive) ? StripState.HERE : StripState.AWAY;
            if (stateOfDrive[drive] != state) {
                stateOfDrive[drive] = state;
                for (Layout layout : layouts.all()) {
                    layout.states().driveIs(drive, state);
                }
                if (state == StripState.HERE) {
                    rebuild.returned(drive);
                }
            }
        }
        capacities = resources.capacities(health);
        for (int resource = 0; resource < capacities.length; resource++) {
            system.setCapacity(resource, finite(capacities[resource]));
        }
        rebuild.plan(health, paths, this::isToBeRecreated, capacities);
        maintenance.healthIs(health, capacities);
        flows.changed();
    }

    /**
     * The solver takes no infinite capacities; nothing that has one is ever given to it as used.
     */
    private static double finite(double capacity) {
        return Math.min(capacity, Double.MAX_VALUE);
    }

    private boolean isToBeRecreated(Layout layout, int strip) {
        int drive = layout.placement().driveOfStrip(strip);
        return switch (layout.states().stateOf(strip)) {
            case HERE -> false;
            case AWAY -> outages.isAbandoned(drive);
            case GONE -> outages.isDetected(drive);
        };
    }
}
