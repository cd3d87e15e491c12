package dev.faultline.cluster.scenario;

import dev.faultline.cluster.failure.Condition;
import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.failure.PartKind;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.kernel.Simulation;
import dev.faultline.cluster.maintenance.Operations;
import dev.faultline.cluster.rebuild.Rebuild;
import dev.faultline.cluster.scenario.Scenario.Happening;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.node.units.Span;
import org.jspecify.annotations.Nullable;

/**
 * What happens to parts in a run, by its timeline or by maintenance: conditions begin and end, and
 * after a time the cluster notices. The rest of the run follows when it is told that something has
 * changed.
 */
final class Happenings implements Operations {

    private final Scenario scenario;
    private final Cluster cluster;
    private final Simulation simulation;
    private final Outages outages;
    private final Rebuild rebuild;
    private final Recorder recorder;
    private final Runnable changed;
    private int pending;

    /**
     * @param changed called after each change of the parts' health
     */
    Happenings(
            Scenario scenario,
            Simulation simulation,
            Outages outages,
            Rebuild rebuild,
            Recorder recorder,
            Runnable changed) {
        this.scenario = scenario;
        this.cluster = scenario.proposal().cluster();
        this.simulation = simulation;
        this.outages = outages;
        this.rebuild = rebuild;
        this.recorder = recorder;
        this.changed = changed;
    }

    /** Whether something is on the clock that must happen before the run may end. */
    boolean arePending() {
        return pending > 0;
    }

    @Override
    public Health health() {
        return outages.health();
    }

    @Override
    public void begin(Condition condition, long waitNanos) {
        boolean gone = condition instanceof Condition.Lost;
        boolean away = gone || condition instanceof Condition.Out;
        recorder.changed(now(), condition.parts(), gone ? "lost" : away ? "out" : "slow");
        rebuild.cut();
        outages.begin(condition);
        long wait = waitNanos == USUAL_WAIT ? scenario.rebuild().waitNanos() : waitNanos;
        if (gone) {
            notice(condition.parts(), scenario.rebuild().detectNanos(), true);
        } else if (away && wait < Long.MAX_VALUE) {
            notice(condition.parts(), wait, false);
        }
        changed.run();
    }

    @Override
    public void end(Condition condition) {
        comeBack(condition.parts(), () -> outages.end(condition));
    }

    @Override
    public void replace(Parts nodes) {
        comeBack(nodes, () -> outages.replace(nodes));
    }

    @Override
    public boolean isRebuilt() {
        return rebuild.isIdle() && !outages.hasUnnoticed();
    }

    /** Puts an event of the timeline on the clock. */
    void plan(Happening happening) {
        if (happening.event() instanceof ScenarioFile.Maintain) {
            return; // its calendar is the maintenance's affair
        }
        at(happening.event().at().nanos(), () -> begin(happening));
    }

    /** Something that must happen before the run may end. */
    private void at(long nanos, Runnable action) {
        pending++;
        simulation.schedule(
                nanos,
                Run.EVENTS,
                () -> {
                    pending--;
                    action.run();
                });
    }

    private void begin(Happening happening) {
        ScenarioFile.Event event = happening.event();
        Parts parts = happening.parts();
        recorder.happens(now(), happening);
        rebuild.cut();
        switch (event) {
            case ScenarioFile.Lose lose -> {
                outages.begin(new Condition.Lost(parts));
                notice(parts, scenario.rebuild().detectNanos(), true);
            }
            case ScenarioFile.Outage outage -> {
                begin(new Condition.Out(parts), outage.lasting(), parts);
                notice(parts, scenario.rebuild().waitNanos(), false);
            }
            case ScenarioFile.Slow slow ->
                    begin(new Condition.Slowed(parts, 1 / slow.factor()), slow.lasting(), parts);
            case ScenarioFile.Degrade degrade -> degrade(degrade, parts);
            case ScenarioFile.Maintain maintain ->
                    throw new IllegalStateException(maintain + " belongs to the calendar");
            case ScenarioFile.Replace replace -> {
                outages.replace(parts);
                recorder.returns(now(), parts);
            }
        }
        changed.run();
    }

    private void begin(Condition condition, @Nullable Span lasting, Parts parts) {
        outages.begin(condition);
        if (lasting != null) {
            at(
                    simulation.nowNanos() + lasting.nanos(),
                    () -> comeBack(parts, () -> outages.end(condition)));
        }
    }

    private void comeBack(Parts parts, Runnable change) {
        rebuild.cut();
        change.run();
        recorder.returns(now(), parts);
        changed.run();
    }

    /**
     * After a time the cluster begins to re-create what these parts held, if they are still away.
     * Nothing is re-created of a write-buffer drive: copies of what it held are destaged.
     */
    private void notice(Parts parts, long afterNanos, boolean gone) {
        if (parts.kind() == PartKind.BUFFER) {
            return;
        }
        int[] drives =
                parts.kind() == PartKind.NIC
                        ? new Parts(PartKind.NODE, parts.nodes(cluster)).drives(cluster)
                        : parts.drives(cluster);
        int[] absences = outages.absencesOf(drives);
        at(
                simulation.nowNanos() + afterNanos,
                () -> {
                    int[] stillAway = outages.stillAway(drives, absences);
                    if (gone) {
                        outages.detect(stillAway);
                    }
                    if (!gone || parts.kind() == PartKind.NIC) {
                        outages.abandon(stillAway);
                    }
                    rebuild.cut();
                    changed.run();
                });
    }

    /** A rate is another share of each kind of NIC. */
    private void degrade(ScenarioFile.Degrade degrade, Parts parts) {
        if (parts.kind() == PartKind.NIC) {
            parts.byLineRate(cluster)
                    .forEach((rate, nics) -> degrade(degrade, nics, degrade.to().of(rate)));
        } else {
            degrade(degrade, parts, degrade.to().share());
        }
    }

    private void degrade(ScenarioFile.Degrade degrade, Parts parts, double share) {
        begin(new Condition.Degraded(parts, share), degrade.lasting(), parts);
    }

    private double now() {
        return simulation.nowNanos() / Run.NANOS;
    }
}
