package dev.faultline.node.http;

import dev.faultline.node.control.DriveStatus;
import dev.faultline.node.control.NodeDescription;
import dev.faultline.node.control.NodeStatus;
import dev.faultline.node.control.QueueStatus;
import dev.faultline.node.control.RebuildStatus;
import dev.faultline.node.control.RedundancyStatus;
import dev.faultline.node.control.ScrubStatus;
import dev.faultline.node.control.StageStatus;
import dev.faultline.node.control.TrafficStatus;
import java.util.Arrays;
import java.util.List;

/** All of a node's state in one JSON object, for the live page and for scripts. */
record StatusView(
        Health health,
        NodeDescription description,
        long allocatedBytes,
        TrafficStatus traffic,
        double[] latencyBoundsSeconds,
        List<Stage> stages,
        List<QueueStatus> queues,
        List<Drive> drives,
        RedundancyStatus redundancy,
        Rebuild rebuild,
        ScrubStatus scrub) {

    static StatusView of(NodeStatus node) {
        double[] bounds = LatencyBuckets.upperSeconds();
        return new StatusView(
                Health.of(node),
                node.description(),
                node.allocatedBytes(),
                node.traffic(),
                Arrays.copyOf(bounds, bounds.length - 1),
                node.stages().stream().map(Stage::of).toList(),
                node.queues(),
                Drive.all(node),
                node.redundancy(),
                Rebuild.of(node.rebuild()),
                node.scrub());
    }

    /**
     * @param counts how many took up to each of the bounds, and longer than the last
     */
    record Stage(
            String name, long[] counts, double p50Seconds, double p99Seconds, double maxSeconds) {

        static Stage of(StageStatus stage) {
            return new Stage(
                    stage.name(),
                    LatencyBuckets.counts(stage.latencyNanos()),
                    stage.latencyNanos().getValueAtPercentile(50) / 1e9,
                    stage.latencyNanos().getValueAtPercentile(99) / 1e9,
                    stage.latencyNanos().getMaxValue() / 1e9);
        }
    }

    /** A drive, its state in lower case as everywhere outside. */
    record Drive(
            int index,
            String model,
            String state,
            int incarnation,
            double slowness,
            long capacityBytes,
            long usedBytes,
            int queueDepth,
            long reads,
            long readBytes,
            long writes,
            long writtenBytes,
            long checksumErrors) {

        static List<Drive> all(NodeStatus node) {
            return node.drives().stream().map(Drive::of).toList();
        }

        static Drive of(DriveStatus drive) {
            return new Drive(
                    drive.index(),
                    drive.model(),
                    Words.of(drive.state()),
                    drive.incarnation(),
                    drive.slowness(),
                    drive.capacityBytes(),
                    drive.usedBytes(),
                    drive.queueDepth(),
                    drive.reads(),
                    drive.readBytes(),
                    drive.writes(),
                    drive.writtenBytes(),
                    drive.checksumErrors());
        }
    }

    /** A rebuild with its progress, from 0 to 1. */
    record Rebuild(
            boolean active,
            double progress,
            long rowsDone,
            long rowsTotal,
            long writtenBytes,
            double rateBytesPerSecond) {

        static Rebuild of(RebuildStatus rebuild) {
            return new Rebuild(
                    rebuild.active(),
                    rebuild.progress(),
                    rebuild.rowsDone(),
                    rebuild.rowsTotal(),
                    rebuild.writtenBytes(),
                    rebuild.rateBytesPerSecond());
        }
    }
}
