package dev.faultline.cluster.metadata;

import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.maintenance.Effect;
import dev.faultline.cluster.maintenance.MaintenancePlan;
import dev.faultline.cluster.maintenance.Visit;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.Scenario.Happening;
import dev.faultline.cluster.scenario.ScenarioFile;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.node.metadata.Downtime;
import dev.faultline.node.metadata.MaintenanceEvent;
import dev.faultline.node.metadata.Platform;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario's calendar and timeline as the platform that metadata services tell of. What the
 * operator's policy would do is left out: that is for the control plane under test. Losses and
 * outages of nodes are times at which these are away; those of what sits in a node leave a guest's
 * metadata as it is.
 */
public final class ScenarioPlatform {

    /** Visits that are served; every answer looks through them. */
    public static final int MOST_VISITS = 20_000;

    private final Scenario scenario;
    private final Cluster cluster;
    private final Instant start;
    private final double timeScale;

    private ScenarioPlatform(Scenario scenario, Instant start, double timeScale) {
        this.scenario = scenario;
        this.cluster = scenario.proposal().cluster();
        this.start = start;
        this.timeScale = timeScale;
    }

    /**
     * The platform of a scenario.
     *
     * @param start when the scenario's time is 0
     * @param timeScale seconds of the scenario in one of the clock
     * @throws IllegalArgumentException when there is more maintenance than can be served
     */
    public static Platform of(Scenario scenario, Instant start, double timeScale) {
        int visits = scenario.calendar().visits().size();
        if (visits > MOST_VISITS) {
            throw new RefusedArgument(
                    "%,d pieces of maintenance are more than the %,d that are served; a shorter until, or fewer nodes"
                            .formatted(visits, MOST_VISITS));
        }
        ScenarioPlatform platform = new ScenarioPlatform(scenario, start, timeScale);
        return new Platform(platform.events(), platform.downtimes());
    }

    private List<MaintenanceEvent> events() {
        List<MaintenanceEvent> events = new ArrayList<>();
        for (Visit visit : scenario.calendar().visits()) {
            events.add(event("maintenance-" + events.size(), visit));
        }
        return events;
    }

    private MaintenanceEvent event(String id, Visit visit) {
        MaintenancePlan plan = visit.plan();
        boolean forEver = plan.durationNanos() == MaintenancePlan.FOR_EVER;
        Duration impact = forEver ? Duration.ZERO : scaled(plan.durationNanos());
        return new MaintenanceEvent(
                id,
                effect(plan.effect()),
                Arrays.stream(visit.nodes())
                        .mapToObj(node -> ClusterGuests.name(cluster, node))
                        .toList(),
                at(visit.announcedNanos()),
                at(visit.opensNanos()),
                at(visit.platformNanos()),
                at(visit.closesNanos()),
                impact,
                impact,
                plan.noticeNanos() > 0,
                plan.startable(),
                description(plan.effect(), plan.noticeNanos() > 0),
                null,
                null);
    }

    private List<Downtime> downtimes() {
        List<Downtime> downtimes = new ArrayList<>();
        List<Happening> timeline = scenario.timeline();
        for (int i = 0; i < timeline.size(); i++) {
            Happening happening = timeline.get(i);
            if (!holdsNodes(happening.parts())) {
                continue;
            }
            switch (happening.event()) {
                case ScenarioFile.Lose lose ->
                        addLosses(
                                lose,
                                happening.parts(),
                                timeline.subList(i, timeline.size()),
                                downtimes);
                case ScenarioFile.Outage outage -> {
                    Span lasting = outage.lasting();
                    Instant until =
                            lasting == null ? null : at(outage.at().nanos() + lasting.nanos());
                    for (int node : happening.parts().nodes(cluster)) {
                        downtimes.add(down(node, outage.at(), until));
                    }
                }
                default -> {}
            }
        }
        return downtimes;
    }

    /** Until something replaces each node, or for good. */
    private void addLosses(
            ScenarioFile.Lose lose, Parts parts, List<Happening> later, List<Downtime> downtimes) {
        for (int node : parts.nodes(cluster)) {
            Instant until =
                    later.stream()
                            .filter(happening -> happening.event() instanceof ScenarioFile.Replace)
                            .filter(happening -> isIn(happening.parts().nodes(cluster), node))
                            .map(happening -> at(happening.event().at().nanos()))
                            .findFirst()
                            .orElse(null);
            downtimes.add(down(node, lose.at(), until));
        }
    }

    private Downtime down(int node, Span from, @Nullable Instant until) {
        return new Downtime(ClusterGuests.name(cluster, node), at(from.nanos()), until);
    }

    private static boolean isIn(int[] nodes, int node) {
        return Arrays.stream(nodes).anyMatch(one -> one == node);
    }

    private static boolean holdsNodes(Parts parts) {
        return parts.kind().holdsNodes();
    }

    private static MaintenanceEvent.Effect effect(Effect effect) {
        return switch (effect) {
            case LIVE_MIGRATE -> MaintenanceEvent.Effect.LIVE_MIGRATE;
            case RESTART_KEEPING_DRIVES -> MaintenanceEvent.Effect.RESTART;
            case RESTART_LOSING_DRIVES -> MaintenanceEvent.Effect.REDEPLOY;
            case TERMINATE -> MaintenanceEvent.Effect.TERMINATE;
        };
    }

    private static String description(Effect effect, boolean planned) {
        if (!planned) {
            return "Host server is undergoing an emergency repair.";
        }
        return effect == Effect.LIVE_MIGRATE
                ? "Virtual machine is being paused because of a memory-preserving Live Migration operation."
                : "Host server is undergoing maintenance.";
    }

    private Instant at(long nanos) {
        return start.plus(scaled(nanos));
    }

    private Duration scaled(long nanos) {
        return Duration.ofNanos((long) (nanos / timeScale));
    }
}
