package dev.faultline.cluster.scenario;

import dev.faultline.cluster.failure.PartKind;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.failure.Selector;
import dev.faultline.cluster.kernel.RandomStreams;
import dev.faultline.cluster.maintenance.Calendar;
import dev.faultline.cluster.maintenance.Policy;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.rebuild.RebuildPolicy;
import dev.faultline.cluster.scenario.Scenario.Happening;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.cluster.workload.Access;
import dev.faultline.cluster.workload.Direction;
import dev.faultline.cluster.workload.Load;
import dev.faultline.node.config.Binder;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.units.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads scenario files with the topologies they name, and reports everything that is wrong. */
public final class ScenarioReader {

    private final TopologyReader topologies;

    public ScenarioReader(Catalog catalog) {
        this.topologies = new TopologyReader(catalog);
    }

    /**
     * The scenario in a file; null when anything is wrong with it or its topology, and all is then
     * reported.
     *
     * @param settings values that replace those of the file; those behind {@code topology.} those
     *     of its topology
     */
    public @Nullable Scenario read(Path file, List<Setting> settings, Problems problems) {
        int before = problems.count();
        List<Setting> own = new ArrayList<>();
        List<Setting> ofTopology = new ArrayList<>();
        for (Setting setting : settings) {
            Optional<Setting> below = setting.below("topology");
            below.ifPresentOrElse(ofTopology::add, () -> own.add(setting));
        }
        Bound<ScenarioFile> bound = ConfigFile.read(file, ScenarioFile.class, own, problems);
        if (bound == null) {
            return null;
        }
        checkItself(bound, problems);
        Path topology = topologyFile(file, bound);
        Proposal proposal = topologies.read(topology, ofTopology, problems);
        if (proposal == null) {
            return null;
        }
        ProtectionPlan plan =
                ProtectionPlanner.plan(proposal.bound(), proposal.cluster(), problems);
        return scenario(bound, file.toString(), text(file), proposal, plan, problems, before);
    }

    /**
     * The scenario of a text, on a cluster that is known; its {@code topology} is not read.
     *
     * @param fileName for people
     * @throws dev.faultline.node.config.InvalidInput with everything that is wrong
     */
    public static Scenario of(
            String text, String fileName, Proposal proposal, ProtectionPlan plan) {
        Problems problems = new Problems();
        Located root = Objects.requireNonNull(ConfigFile.tree(text, fileName, problems));
        ScenarioFile file = Binder.bind(root, ScenarioFile.class, problems);
        problems.throwIfAny();
        Bound<ScenarioFile> bound = new Bound<>(Objects.requireNonNull(file), root);
        checkItself(bound, problems);
        Scenario scenario = scenario(bound, fileName, text, proposal, plan, problems, 0);
        problems.throwIfAny();
        return Objects.requireNonNull(scenario);
    }

    /**
     * @param plan null where none could be made, which is reported
     * @param before problems that are not this scenario's
     */
    private static @Nullable Scenario scenario(
            Bound<ScenarioFile> bound,
            String fileName,
            String text,
            Proposal proposal,
            @Nullable ProtectionPlan plan,
            Problems problems,
            int before) {
        List<Happening> timeline = timeline(bound, proposal.cluster(), problems);
        MaintenanceReader maintenance = new MaintenanceReader(bound, proposal.cluster(), problems);
        Calendar calendar = maintenance.calendar(timeline);
        maintenance.checkPolicy(plan, calendar);
        if (plan == null || problems.count() > before) {
            return null;
        }
        return new Scenario(
                bound.value(),
                fileName,
                text,
                proposal,
                plan,
                bound.value().foreground().stream().map(ScenarioReader::load).toList(),
                policy(bound.value().rebuild()),
                timeline,
                calendar,
                Policy.of(bound.value().maintenance()));
    }

    private static Path topologyFile(Path file, Bound<ScenarioFile> bound) {
        String written = bound.value().topology();
        Path place = Path.of(bound.place("topology").file()).toAbsolutePath();
        Path resolved =
                Files.isRegularFile(place)
                        ? bound.place("topology").resolve(written)
                        : Path.of(written);
        return Files.exists(resolved) ? resolved : file.resolveSibling(written).normalize();
    }

    private static void checkItself(Bound<ScenarioFile> bound, Problems problems) {
        ScenarioFile file = bound.value();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < file.foreground().size(); i++) {
            ScenarioFile.Foreground load = file.foreground().get(i);
            String path = "foreground[" + i + "]";
            if (!names.add(load.name())) {
                bound.refuse(
                        problems,
                        path + ".name",
                        "there is a load \"%s\" already".formatted(load.name()));
            }
            Span lasting = load.lasting();
            if (load.every() != null && lasting == null) {
                bound.refuse(
                        problems, path + ".every", "needs \"for\": how long it asks each time");
            } else if (lasting != null
                    && load.every() != null
                    && lasting.compareTo(load.every()) > 0) {
                bound.refuse(problems, path + ".for", "is longer than the time to the next start");
            }
        }
        for (int i = 0; i < file.expect().size(); i++) {
            String load = file.expect().get(i).load();
            if (load != null && !names.contains(load)) {
                bound.refuse(
                        problems,
                        "expect[" + i + "]",
                        "no load is called \"%s\"; accepted: %s"
                                .formatted(
                                        load,
                                        names.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
        Span latest = Span.ZERO;
        for (int i = 0; i < file.timeline().size(); i++) {
            Span at = file.timeline().get(i).at();
            if (at.compareTo(latest) < 0) {
                bound.refuse(
                        problems,
                        "timeline[" + i + "].at",
                        "%s comes before the event above it, at %s; put events in order of time"
                                .formatted(at, latest));
            }
            latest = at.compareTo(latest) > 0 ? at : latest;
        }
        if (file.until() != null && file.until().compareTo(latest) < 0) {
            bound.refuse(problems, "until", "%s is before the last event".formatted(file.until()));
        }
    }

    private static List<Happening> timeline(
            Bound<ScenarioFile> bound, Cluster cluster, Problems problems) {
        RandomStreams streams = new RandomStreams(bound.value().seed());
        List<Happening> timeline = new ArrayList<>();
        List<ScenarioFile.Event> events = bound.value().timeline();
        for (int i = 0; i < events.size(); i++) {
            ScenarioFile.Event event = events.get(i);
            Selector selector = event.parts();
            Parts parts =
                    selector.select(cluster, streams.stream("timeline/" + i + "/" + selector));
            String path = "timeline[" + i + "]";
            if (parts.indices().length == 0 || parts.indices().length < selector.randomCount()) {
                bound.refuse(
                        problems,
                        path,
                        "'%s' selects %d parts; there are %s"
                                .formatted(selector, parts.indices().length, all(cluster)));
            }
            if (event instanceof ScenarioFile.Degrade degrade
                    && Double.isNaN(degrade.to().share())
                    && parts.kind() != PartKind.NIC) {
                bound.refuse(
                        problems,
                        path + ".to",
                        "a rate is for NICs; for a %s say a share such as 25 %%"
                                .formatted(parts.kind().word()));
            }
            timeline.add(new Happening(event, parts));
        }
        return timeline;
    }

    static String all(Cluster cluster) {
        return "domains 0..%d, update domains 0..%d, racks 0..%d, %d nodes, %d drives and %s"
                .formatted(
                        cluster.domainCount() - 1,
                        cluster.updateDomainCount() - 1,
                        cluster.rackCount() - 1,
                        cluster.nodeCount(),
                        cluster.driveCount(),
                        buffers(cluster));
    }

    private static String buffers(Cluster cluster) {
        String where =
                cluster.groups().stream()
                        .filter(group -> group.kind().bufferCount() > 0)
                        .map(group ->
                                "%d in each node of %s"
                                        .formatted(group.kind().bufferCount(), group.name()))
                        .collect(Collectors.joining(", "));
        return where.isEmpty()
                ? "no write-buffer drives (the write buffer lies on the drives that hold stripes)"
                : "%d write-buffer drives (%s)".formatted(cluster.bufferCount(), where);
    }

    private static Load load(ScenarioFile.Foreground load) {
        long lasting = load.lasting() == null ? Long.MAX_VALUE : load.lasting().nanos();
        long every = load.every() == null ? Long.MAX_VALUE : load.every().nanos();
        return switch (load) {
            case ScenarioFile.Reading reading ->
                    new Load(
                            reading.name(),
                            Direction.READS,
                            reading.access(),
                            reading.reads().bytesPerSecond(),
                            reading.from().nanos(),
                            lasting,
                            every);
            case ScenarioFile.Writing writing ->
                    new Load(
                            writing.name(),
                            Direction.WRITES,
                            Access.SEQUENTIAL,
                            writing.writes().bytesPerSecond(),
                            writing.from().nanos(),
                            lasting,
                            every);
        };
    }

    private static RebuildPolicy policy(ScenarioFile.Rebuild rebuild) {
        return new RebuildPolicy(
                rebuild.share().fraction(),
                rebuild.detectAfter().nanos(),
                rebuild.waitForReturn().nanos(),
                rebuild.granularity() == ScenarioFile.Granularity.GROUPS);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
