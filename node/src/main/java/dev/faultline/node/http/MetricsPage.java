package dev.faultline.node.http;

import dev.faultline.node.control.DriveState;
import dev.faultline.node.control.DriveStatus;
import dev.faultline.node.control.NodeDescription;
import dev.faultline.node.control.NodeStatus;
import dev.faultline.node.control.QueueStatus;
import dev.faultline.node.control.RebuildStatus;
import dev.faultline.node.control.RedundancyStatus;
import dev.faultline.node.control.ScrubStatus;
import dev.faultline.node.control.StageStatus;
import dev.faultline.node.control.TrafficStatus;
import dev.faultline.node.http.Exposition.LatencyPoint;
import dev.faultline.node.http.Exposition.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A node's state as Prometheus metrics, all in base units; counters start with the node. */
final class MetricsPage {

    private final Exposition page = new Exposition();

    private MetricsPage() {}

    static Answer of(NodeStatus node) {
        MetricsPage metrics = new MetricsPage();
        metrics.addDevice(node.description(), node.allocatedBytes());
        metrics.addTraffic(node.traffic());
        metrics.addStages(node.stages());
        metrics.addQueues(node.queues(), "requests");
        metrics.addQueues(node.queues(), "bytes");
        metrics.addDrives(node.drives());
        metrics.addRedundancy(node.redundancy());
        metrics.addRebuild(node.rebuild());
        metrics.addScrub(node.scrub());
        return metrics.page.answer();
    }

    private void addDevice(NodeDescription node, long allocatedBytes) {
        page.gauge(
                "faultline_node_start",
                "Always 1; the labels say what the node was started as.",
                List.of(
                        Point.of(
                                1,
                                "server",
                                node.server(),
                                "code",
                                node.code(),
                                "speed",
                                node.speed())));
        page.gauge(
                "faultline_slowdown_ratio",
                "How many times slower than the hardware modelled time passes.",
                node.slowdown());
        page.gauge("faultline_device_size_bytes", "What clients see.", node.sizeBytes());
        page.gauge("faultline_device_allocated_bytes", "Written and not trimmed.", allocatedBytes);
    }

    private void addTraffic(TrafficStatus traffic) {
        page.gauge("faultline_connections", "Clients connected now.", traffic.connections());
        page.counter(
                "faultline_requests",
                "Requests of clients.",
                List.of(
                        Point.of(traffic.reads(), "operation", "read"),
                        Point.of(traffic.writes(), "operation", "write"),
                        Point.of(traffic.flushes(), "operation", "flush"),
                        Point.of(traffic.trims(), "operation", "trim")));
        page.counter(
                "faultline_request_bytes",
                "Bytes that clients read and wrote.",
                List.of(
                        Point.of(traffic.readBytes(), "operation", "read"),
                        Point.of(traffic.writtenBytes(), "operation", "write")));
        page.counter(
                "faultline_request_errors",
                "Requests that were answered with an error.",
                traffic.errors());
    }

    private void addStages(List<StageStatus> stages) {
        page.histograms(
                "faultline_stage_duration_seconds",
                "How long the stages of the data path took.",
                stages.stream()
                        .map(stage -> LatencyPoint.of(stage.latencyNanos(), "stage", stage.name()))
                        .toList());
    }

    private void addQueues(List<QueueStatus> queues, String unit) {
        List<QueueStatus> counted = queues.stream().filter(q -> q.unit().equals(unit)).toList();
        page.gauge(
                "faultline_queue_used_" + unit,
                "How full the node's queues are.",
                counted.stream().map(q -> Point.of(q.used(), "queue", q.name())).toList());
        page.gauge(
                "faultline_queue_capacity_" + unit,
                "How much the node's queues hold.",
                counted.stream().map(q -> Point.of(q.capacity(), "queue", q.name())).toList());
    }

    private void addDrives(List<DriveStatus> drives) {
        List<Point> states = new ArrayList<>();
        for (DriveStatus drive : drives) {
            for (DriveState state : DriveState.values()) {
                states.add(
                        Point.of(
                                drive.state() == state ? 1 : 0,
                                "drive",
                                name(drive),
                                "state",
                                Words.of(state)));
            }
        }
        page.gauge("faultline_drive_state", "1 for the state that the drive is in.", states);
        page.gauge(
                "faultline_drive_slowness_ratio",
                "How many times slower than its datasheet the drive is.",
                each(drives, DriveStatus::slowness));
        page.gauge(
                "faultline_drive_capacity_bytes",
                "The drive's capacity.",
                each(drives, DriveStatus::capacityBytes));
        page.gauge(
                "faultline_drive_used_bytes",
                "What the drive takes on this host.",
                each(drives, DriveStatus::usedBytes));
        page.gauge(
                "faultline_drive_queue_requests",
                "Requests that the drive has not answered yet.",
                each(drives, DriveStatus::queueDepth));
        page.counter(
                "faultline_drive_reads", "Reads of the drive.", each(drives, DriveStatus::reads));
        page.counter(
                "faultline_drive_read_bytes",
                "Bytes read from the drive.",
                each(drives, DriveStatus::readBytes));
        page.counter(
                "faultline_drive_writes",
                "Writes to the drive.",
                each(drives, DriveStatus::writes));
        page.counter(
                "faultline_drive_written_bytes",
                "Bytes written to the drive.",
                each(drives, DriveStatus::writtenBytes));
        page.counter(
                "faultline_drive_checksum_errors",
                "Blocks that were not what had been written.",
                each(drives, DriveStatus::checksumErrors));
    }

    private void addRedundancy(RedundancyStatus redundancy) {
        List<Point> stripes = new ArrayList<>();
        for (int r = 0; r < redundancy.rowsByRedundancy().size(); r++) {
            stripes.add(
                    Point.of(
                            redundancy.rowsByRedundancy().get(r),
                            "redundancy",
                            Integer.toString(r)));
        }
        page.gauge(
                "faultline_stripes",
                "Stripes by the number of further erasures that they survive.",
                stripes);
        page.gauge(
                "faultline_lost_stripes",
                "Stripes with more erasures than parities.",
                redundancy.lostRows());
        page.gauge("faultline_lost_bytes", "What cannot be read any more.", redundancy.lostBytes());
    }

    private void addRebuild(RebuildStatus rebuild) {
        page.gauge(
                "faultline_rebuild_active",
                "1 while strips are being re-created.",
                rebuild.active() ? 1 : 0);
        page.gauge(
                "faultline_rebuild_progress_ratio",
                "Share of the rebuild that is done; 1 when there is none.",
                rebuild.progress());
        page.gauge(
                "faultline_rebuild_done_stripes",
                "Stripes restored in this rebuild.",
                rebuild.rowsDone());
        page.gauge(
                "faultline_rebuild_planned_stripes",
                "Stripes that this rebuild has to restore, done or not.",
                rebuild.rowsTotal());
        page.gauge(
                "faultline_rebuild_written_bytes",
                "What this rebuild has written to drives.",
                rebuild.writtenBytes());
        page.gauge(
                "faultline_rebuild_limit_bytes_per_second",
                "How much a rebuild writes at most.",
                rebuild.rateBytesPerSecond());
    }

    private void addScrub(ScrubStatus scrub) {
        page.counter("faultline_scrub_passes", "Complete passes.", scrub.passes());
        page.gauge(
                "faultline_scrub_done_stripes", "Stripes checked in this pass.", scrub.rowsDone());
        page.gauge(
                "faultline_scrub_planned_stripes",
                "Stripes that this pass has to check, done or not.",
                scrub.rowsTotal());
        page.counter("faultline_scrub_found_strips", "Wrong strips.", scrub.stripsFound());
        page.counter(
                "faultline_scrub_mended_strips",
                "Wrong strips re-created from the others.",
                scrub.stripsMended());
    }

    private static List<Point> each(List<DriveStatus> drives, ToDoubleFunction<DriveStatus> value) {
        return drives.stream()
                .map(drive -> Point.of(value.applyAsDouble(drive), "drive", name(drive)))
                .toList();
    }

    private static String name(DriveStatus drive) {
        return Integer.toString(drive.index());
    }
}
