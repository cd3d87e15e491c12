package dev.faultline.cluster.compare;

import dev.faultline.cluster.failure.PartKind;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.failure.Selector;
import dev.faultline.cluster.rebuild.RebuildPolicy;
import dev.faultline.cluster.result.ComparisonResult.LossOfOne;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.review.Frame;
import dev.faultline.cluster.scenario.Progress;
import dev.faultline.cluster.scenario.Run;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.ScenarioFile;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.cluster.workload.Access;
import dev.faultline.cluster.workload.Direction;
import dev.faultline.cluster.workload.Load;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The loss of one drive, one node, one failure domain, each in a run of its own that is the same
 * for every proposal: filled and loaded as the topology's cost section says of the mean, random
 * reads, noticed after 30 s, 30 % of every resource guaranteed to the rebuild. Always the first
 * part of its kind that holds data.
 */
public final class Losses {

    /** What is lost. */
    public enum Part {
        DRIVE,
        NODE,
        DOMAIN
    }

    private static final double AT_SECONDS = 60;
    private static final double DETECT_SECONDS = 30;
    private static final double REBUILD_SHARE = 0.3;
    private static final int WAVES_IN_FLIGHT = 12;

    /** Half as many as in a run: within a few percent of it, in half the time. */
    private static final int WAVES = RebuildPolicy.WAVES_PER_PASS / 2;

    private static final long SEED = 1;

    private Losses() {}

    /** What the loss costs. */
    public static LossOfOne of(Part part, Candidate candidate) {
        Cluster cluster = candidate.proposal().cluster();
        int drive = 0;
        int node = cluster.nodeOfDrive(drive);
        String name =
                switch (part) {
                    case DRIVE -> cluster.driveName(drive);
                    case NODE -> cluster.nodeName(node);
                    case DOMAIN -> "domain/" + cluster.domainOfNode(node);
                };
        PartKind kind =
                switch (part) {
                    case DRIVE -> PartKind.DRIVE;
                    case NODE -> PartKind.NODE;
                    case DOMAIN -> PartKind.DOMAIN;
                };
        int index =
                switch (part) {
                    case DRIVE -> drive;
                    case NODE -> node;
                    case DOMAIN -> cluster.domainOfNode(node);
                };
        RunResult run =
                Run.of(
                        scenario(candidate, name, new Parts(kind, new int[] {index})),
                        Progress.NONE);
        return told(part, name, run);
    }

    private static LossOfOne told(Part part, String name, RunResult run) {
        RunResult.Rebuild rebuild = run.rebuild();
        double leastShare = 1;
        double leastRead = Double.POSITIVE_INFINITY;
        for (RunResult.Foreground load : run.foreground()) {
            leastShare = Math.min(leastShare, load.minimum() / load.offered());
            if (load.direction().equals(Direction.READS.word())) {
                leastRead = Math.min(leastRead, load.minimum());
            }
        }
        Double end = rebuild.finished() ? rebuild.endSeconds() : null;
        return new LossOfOne(
                part.name().toLowerCase(Locale.ROOT),
                name,
                end == null ? null : end - AT_SECONDS,
                rebuild.lowerBoundSeconds(),
                rebuild.bottleneck(),
                rebuild.missing(),
                leastShare,
                Double.isInfinite(leastRead) ? 0 : leastRead,
                run.loss().bytes());
    }

    private static Scenario scenario(Candidate candidate, String name, Parts parts) {
        TopologyFile.Cost mean = candidate.proposal().file().cost();
        Frame frame = new Frame(candidate.proposal(), candidate.plan());
        RunResult.Throughput steady = frame.throughput();
        List<Load> loads = new ArrayList<>();
        addLoad(
                loads,
                "reads",
                Direction.READS,
                steady.readBytesPerSecond() * mean.averageReads().fraction());
        addLoad(
                loads,
                "writes",
                Direction.WRITES,
                steady.writeBytesPerSecond() * mean.averageWrites().fraction());
        ScenarioFile.Event event =
                new ScenarioFile.Lose(Span.ofSeconds(AT_SECONDS), Selector.parse(name));
        ScenarioFile file =
                new ScenarioFile(
                        "loss of " + name,
                        null,
                        candidate.proposal().fileName(),
                        SEED,
                        mean.filled(),
                        List.of(),
                        new ScenarioFile.Rebuild(
                                new Ratio(REBUILD_SHARE),
                                Span.ofSeconds(DETECT_SECONDS),
                                Span.ofSeconds(DETECT_SECONDS),
                                ScenarioFile.Granularity.WAVES,
                                WAVES_IN_FLIGHT),
                        List.of(event),
                        null,
                        List.of());
        return new Scenario(
                file,
                candidate.proposal().fileName(),
                "",
                candidate.proposal(),
                candidate.plan(),
                loads,
                new RebuildPolicy(
                        REBUILD_SHARE,
                        Span.ofSeconds(DETECT_SECONDS).nanos(),
                        Span.ofSeconds(DETECT_SECONDS).nanos(),
                        WAVES_IN_FLIGHT,
                        WAVES),
                List.of(new Scenario.Happening(event, parts)));
    }

    private static void addLoad(List<Load> loads, String name, Direction direction, double rate) {
        if (rate > 0) {
            loads.add(
                    new Load(
                            name,
                            direction,
                            Access.RANDOM,
                            rate,
                            0,
                            Long.MAX_VALUE,
                            Long.MAX_VALUE));
        }
    }
}
