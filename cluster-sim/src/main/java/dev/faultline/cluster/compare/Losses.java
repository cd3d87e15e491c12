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
        int drive = 0;
        int node = cluster.nodeOfDrive(drive);
        String name =
                switch (part) {
                    case DRIVE -> cluster.driveName(drive);
                    case NODE -> cluster.nodeName(node);
                    case DOMAIN -> "domain/" + cluster.domainOfNode(node);
                };
        RunResult run = Run.of(scenario(candidate, name), Progress.NONE);
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

    private static Scenario scenario(Candidate candidate, String part) {
        TopologyFile.Cost mean = candidate.proposal().file().cost();
        RunResult.Throughput steady =
                new Frame(candidate.proposal(), candidate.plan()).throughput();
        double reads = steady.readBytesPerSecond() * mean.averageReads().fraction();
        double writes = steady.writeBytesPerSecond() * mean.averageWrites().fraction();
        StringBuilder text = new StringBuilder();
        text.append("name: loss of ").append(part).append("\ntopology: ''\n");
        text.append("fill: ").append(mean.filled()).append("\nforeground: [");
        text.append(reads > 0 ? "{name: reads, reads: %s B/s}, ".formatted(reads) : "");
        text.append(writes > 0 ? "{name: writes, writes: %s B/s}".formatted(writes) : "");
        text.append("]\n");
        text.append("rebuild: {share: 30 %, detect-after: 30 s}\n");
        text.append("timeline: [{at: %s s, lose: %s}]\n".formatted(AT_SECONDS, part));
        return ScenarioReader.of(
                text.toString(), "loss of " + part, candidate.proposal(), candidate.plan());
    }
}
