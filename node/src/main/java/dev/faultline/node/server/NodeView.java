package dev.faultline.node.server;

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
import dev.faultline.node.device.EmulatedDrive;
import dev.faultline.node.nbd.RequestMemory;
import dev.faultline.node.nbd.Traffic;
import dev.faultline.node.pipeline.CommitPipeline;
import dev.faultline.node.pipeline.Stages;
import dev.faultline.node.store.Storage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running node as one may look at it, asked of its parts. */
final class NodeView implements NodeStatus {

    private final NodeDescription description;
    private final Storage storage;
    private final CommitPipeline commits;
    private final Stages stages;
    private final Traffic traffic;
    private final RequestMemory memory;

    NodeView(
            NodeConfig config,
            Storage storage,
            CommitPipeline commits,
            Stages stages,
            Traffic traffic,
            RequestMemory memory,
            InetSocketAddress blockAddress) {
        this.storage = storage;
        this.commits = commits;
        this.stages = stages;
        this.traffic = traffic;
        this.memory = memory;
        description =
                new NodeDescription(
                        config.server(),
                        config.code().toString(),
                        config.sizeBytes(),
                        config.time().isUnlimited() ? "unlimited" : "modelled",
                        config.time().slowdown(),
                        "nbd://%s:%d"
                                .formatted(
                                        blockAddress.getAddress().getHostAddress(),
                                        blockAddress.getPort()),
                        config.data() != null);
    }

    @Override
    public NodeDescription description() {
        return description;
    }

    @Override
    public List<DriveStatus> drives() {
        List<DriveStatus> all = new ArrayList<>();
        for (int i = 0; i < storage.blocks().drives().count(); i++) {
            all.add(statusOf(storage.blocks().drives().get(i)));
        }
        return all;
    }

    @Override
    public List<StageStatus> stages() {
        return stages.status();
    }

    @Override
    public TrafficStatus traffic() {
        return traffic.status();
    }

    @Override
    public List<QueueStatus> queues() {
        return List.of(
                new QueueStatus("ring", "requests", commits.waiting(), CommitPipeline.CAPACITY),
                new QueueStatus(
                        "write-buffer",
                        "bytes",
                        storage.blocks().logUsedBytes(),
                        storage.blocks().logCapacityBytes()),
                new QueueStatus(
                        "request-memory", "bytes", memory.usedBytes(), memory.limitBytes()));
    }

    @Override
    public RedundancyStatus redundancy() {
        return storage.background().redundancy();
    }

    @Override
    public RebuildStatus rebuild() {
        return storage.background().rebuildStatus();
    }

    @Override
    public ScrubStatus scrub() {
        return storage.background().scrubStatus();
    }

    @Override
    public @Nullable String trouble() {
        return storage.background().trouble();
    }

    @Override
    public long allocatedBytes() {
        return storage.blocks().allocatedBytes();
    }

    private DriveStatus statusOf(EmulatedDrive drive) {
        DriveState state =
                drive.failed()
                        ? DriveState.FAILED
                        : drive.slowness() > 1 ? DriveState.SLOW : DriveState.HEALTHY;
        return new DriveStatus(
                drive.index(),
                drive.modelName(),
                state,
                drive.incarnation(),
                drive.slowness(),
                drive.capacityBytes(),
                usedBytes(drive),
                drive.queueDepth(storage.blocks().time().nowNanos()),
                drive.reads(),
                drive.readBytes(),
                drive.writes(),
                drive.writtenBytes(),
                drive.checksumErrors());
    }

    private static long usedBytes(EmulatedDrive drive) {
        try {
            return drive.usedBytes();
        } catch (IOException e) {
            return 0; // its file cannot be looked at any more: it keeps nothing that can be read
        }
    }
}
