package dev.faultline.cluster.compare;

import dev.faultline.cluster.result.ComparisonResult.LossOfOne;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.review.Frame;
import dev.faultline.cluster.scenario.Progress;
import dev.faultline.cluster.scenario.Run;
import dev.faultline.cluster.scenario.Scenario;
import dev.faultline.cluster.scenario.ScenarioReader;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.cluster.workload.Direction;
import dev.faultline.node.units.DataRate;
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

    private Losses() {}

    /** What the loss costs. */
    public static LossOfOne of(Part part, Candidate candidate) {
        Cluster cluster = candidate.proposal().cluster();
        int node = cluster.nodeOfDrive(0);
        String name =
                switch (part) {
                    case DRIVE -> cluster.driveName(0);
                    case NODE -> cluster.nodeName(node);
                    case DOMAIN -> "domain/" + cluster.domainOfNode(node);
                };
        String what = part.name().toLowerCase(Locale.ROOT);
        Scenario scenario =
                ScenarioReader.of(
                        scenario(candidate, name),
                        "loss of a " + what,
                        candidate.proposal(),
                        candidate.plan());
        RunResult run = Run.of(scenario, Progress.NONE);
        return told(what, name, run);
    }

    private static LossOfOne told(String what, String name, RunResult run) {
        RunResult.Rebuild rebuild = run.rebuild();
        double leastShare = 1;
        double leastRead = 0;
        for (RunResult.Foreground load : run.foreground()) {
            leastShare = Math.min(leastShare, load.minimum() / load.offered());
            leastRead =
                    load.direction().equals(Direction.READS.word()) ? load.minimum() : leastRead;
        }
        Double end = rebuild.finished() ? rebuild.endSeconds() : null;
        return new LossOfOne(
                what,
                name,
                end == null ? null : end - AT_SECONDS,
                rebuild.lowerBoundSeconds(),
                rebuild.bottleneck(),
                rebuild.missing(),
                leastShare,
                leastRead,
                run.loss().bytes());
    }

    private static String scenario(Candidate candidate, String part) {
        TopologyFile.Cost mean = candidate.proposal().file().cost();
        RunResult.Throughput steady =
                new Frame(candidate.proposal(), candidate.plan()).throughput();
        double reads = steady.readBytesPerSecond() * mean.averageReads().fraction();
        double writes = steady.writeBytesPerSecond() * mean.averageWrites().fraction();
        List<String> loads = new ArrayList<>();
        if (reads > 0) {
            loads.add("{name: reads, reads: %s}".formatted(new DataRate(reads)));
        }
        if (writes > 0) {
            loads.add("{name: writes, writes: %s}".formatted(new DataRate(writes)));
        }
        return """
        name: loss of %s
        topology: as reviewed
        fill: %s
        foreground: [%s]
        rebuild: {share: 30 %%, detect-after: 30 s}
        timeline: [{at: 60 s, lose: %s}]
        """
                .formatted(part, mean.filled(), String.join(", ", loads), part);
    }
}
