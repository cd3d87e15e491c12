package dev.faultline.cluster.scenario;

import dev.faultline.cluster.failure.PartPath;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.failure.Selector;
import dev.faultline.cluster.kernel.RandomStreams;
import dev.faultline.cluster.maintenance.Announcement;
import dev.faultline.cluster.maintenance.Calendar;
import dev.faultline.cluster.maintenance.Effect;
import dev.faultline.cluster.maintenance.MaintenanceFile;
import dev.faultline.cluster.maintenance.MaintenancePlan;
import dev.faultline.cluster.maintenance.PolicyKind;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.scenario.Scenario.Happening;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.Problems;
import dev.faultline.node.units.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the calendar of a scenario's maintenance, and says what is wrong with it. */
final class MaintenanceReader {

    private static final int MOST_VISITS = 200_000;
    private static final double YEAR_NANOS = 365 * 86_400e9;

    private final Bound<ScenarioFile> bound;
    private final MaintenanceFile file;
    private final Cluster cluster;
    private final Problems problems;
    private final RandomStreams streams;

    MaintenanceReader(Bound<ScenarioFile> bound, Cluster cluster, Problems problems) {
        this.bound = bound;
        this.file = bound.value().maintenance();
        this.cluster = cluster;
        this.problems = problems;
        this.streams = new RandomStreams(bound.value().seed());
    }

    /** Problems with what the operator does. */
    void checkPolicy(@Nullable ProtectionPlan plan, Calendar calendar) {
        if (file.fallback() == PolicyKind.MIGRATE_FIRST) {
            refuse(
                    "maintenance.fallback",
                    "is for nodes that cannot be migrated; accepted: ignore, approve-when-redundant,"
                            + " serialize-nodes, serialize-domain");
        }
        if (plan == null || calendar.visits().isEmpty()) {
            return;
        }
        int tolerance = plan.data().code().tolerance();
        if (file.keepRedundancy() > tolerance) {
            refuse(
                    "maintenance.keep-redundancy",
                    "%d further erasures are more than the %d that %s survives with nothing wrong"
                            .formatted(file.keepRedundancy(), tolerance, plan.data().code()));
        }
    }

    /** The calendar of the timeline and of what is drawn; what is wrong with either is reported. */
    Calendar calendar(List<Happening> timeline) {
        int before = problems.count();
        List<Announcement> announcements = new ArrayList<>();
        for (int i = 0; i < timeline.size(); i++) {
            if (timeline.get(i).event() instanceof ScenarioFile.Maintain event) {
                String path = "timeline[" + i + "]";
                Parts parts = timeline.get(i).parts();
                check(path, ".maintain", parts, event.effect(), event.lasting());
                announcements.add(
                        new Announcement(
                                Described.of(event).text(),
                                "timeline/" + i + "/maintain",
                                event.at().nanos(),
                                parts,
                                plan(event)));
            }
        }
        draw(announcements);
        return problems.count() > before
                ? Calendar.EMPTY
                : Calendar.of(cluster, announcements, streams);
    }

    private void draw(List<Announcement> announcements) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < file.generate().size(); i++) {
            MaintenanceFile.Generate generate = file.generate().get(i);
            String path = "maintenance.generate[" + i + "]";
            Span until = bound.value().until();
            if (!names.add(generate.name())) {
                refuse(path + ".name", "there is a \"%s\" already".formatted(generate.name()));
            }
            if (until == null) {
                refuse("until", "is needed where maintenance is drawn: until when?");
            }
            Selector selector = generate.parts();
            Parts parts = selector.select(cluster, streams.stream(path + "/" + selector));
            if (parts.indices().length == 0 || parts.indices().length < selector.randomCount()) {
                refuse(
                        path + ".of",
                        "'%s' selects %d parts; there are %s"
                                .formatted(
                                        selector,
                                        parts.indices().length,
                                        ScenarioReader.all(cluster)));
            }
            boolean wellPut = check(path, ".of", parts, generate.effect(), generate.lasting());
            if (until == null || parts.indices().length == 0 || !wellPut) {
                continue;
            }
            double each = generate.perYear() * until.nanos() / YEAR_NANOS;
            if (each * parts.nodes(cluster).length > MOST_VISITS) {
                refuse(
                        path + ".per-year",
                        "would take nodes down about %,.0f times until %s, more than the %,d modelled"
                                .formatted(each * parts.nodes(cluster).length, until, MOST_VISITS));
            } else {
                announcements.addAll(
                        Calendar.drawn(
                                generate,
                                parts,
                                index -> PartPath.name(parts.kind(), index, cluster),
                                until.nanos(),
                                streams));
            }
        }
    }

    private boolean check(
            String path, String key, Parts parts, Effect effect, @Nullable Span lasting) {
        boolean nodes = parts.kind().holdsNodes();
        if (!nodes) {
            refuse(
                    path + key,
                    "a platform maintains nodes, not a %s; name nodes, or a rack, domain or"
                                    .formatted(parts.kind().word())
                            + " update-domain of them");
        }
        boolean endless = lasting == null && effect != Effect.TERMINATE;
        if (endless) {
            refuse(
                    path,
                    "key \"for\" is missing: how long %s takes; only terminate may go without"
                            .formatted(effect.word()));
        }
        return nodes && !endless;
    }

    private static MaintenancePlan plan(ScenarioFile.Maintain event) {
        Span lasting = event.lasting();
        return new MaintenancePlan(
                event.effect(),
                lasting == null ? MaintenancePlan.FOR_EVER : lasting.nanos(),
                event.notice().nanos(),
                event.window().nanos(),
                event.starts(),
                event.per(),
                event.walk(),
                event.pause().nanos(),
                event.left().fraction(),
                event.startable());
    }

    private void refuse(String path, String message) {
        bound.refuse(problems, path, message);
    }
}
