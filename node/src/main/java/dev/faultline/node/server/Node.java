package dev.faultline.node.server;

import dev.faultline.node.control.NodeControl;
import dev.faultline.node.control.NodeStatus;
import dev.faultline.node.device.LinkModel;
import dev.faultline.node.http.HttpDoor;
import dev.faultline.node.http.HttpLimits;
import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.nbd.NbdExport;
import dev.faultline.node.nbd.NbdServer;
import dev.faultline.node.nbd.RequestMemory;
import dev.faultline.node.nbd.Traffic;
import dev.faultline.node.pipeline.CommitPipeline;
import dev.faultline.node.pipeline.Links;
import dev.faultline.node.pipeline.Stages;
import dev.faultline.node.store.Geometry;
import dev.faultline.node.store.Storage;
import dev.faultline.node.store.StorageSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running node: storage, the pipeline that commits to it, and its doors. Starts in this order and
 * stops in the opposite one, so that everything answered has been carried out. Any thread may use
 * it.
 */
public final class Node implements AutoCloseable {

    private static final long REQUEST_MEMORY_BYTES = 256L << 20;

    private final Storage storage;
    private final CommitPipeline commits;
    private final NbdServer blockDoor;
    private final @Nullable HttpDoor httpDoor;
    private final NodeView view;

    private Node(NodeConfig config, @Nullable MetadataDesk desk) throws IOException {
        storage = Storage.open(settings(config));
        Stages stages = new Stages();
        Traffic traffic = new Traffic();
        RequestMemory memory = new RequestMemory(REQUEST_MEMORY_BYTES);
        commits = new CommitPipeline(storage.blocks(), storage.background(), stages);
        NbdServer door = null;
        try {
            NbdExport export =
                    new NbdExport(
                            config.sizeBytes(),
                            storage.blocks(),
                            commits,
                            links(config),
                            stages,
                            traffic,
                            memory);
            door = new NbdServer(export, config.nbdAddress(), eventLoops());
            blockDoor = door;
            view = new NodeView(config, storage, commits, stages, traffic, memory, address());
            httpDoor =
                    config.httpAddress() == null
                            ? null
                            : HttpDoor.open(
                                    config.httpAddress(),
                                    view,
                                    control(),
                                    desk,
                                    HttpLimits.DEFAULT);
        } catch (IOException e) {
            if (door != null) {
                door.close();
            }
            commits.close();
            storage.close();
            throw e;
        }
    }

    /** Starts a node; when this returns, it serves. */
    public static Node start(NodeConfig config) throws IOException {
        return new Node(config, null);
    }

    /** As {@link #start(NodeConfig)}, with the desk of a metadata service behind the HTTP door. */
    public static Node start(NodeConfig config, @Nullable MetadataDesk desk) throws IOException {
        return new Node(config, desk);
    }

    /** Where clients of the block door connect. */
    public InetSocketAddress address() {
        return blockDoor.address();
    }

    /** Where the HTTP door listens; null when there is none. */
    public @Nullable InetSocketAddress httpAddress() {
        return httpDoor == null ? null : httpDoor.address();
    }

    public NodeStatus status() {
        return view;
    }

    public NodeControl control() {
        return new NodeSwitches(storage);
    }

    /** What was found to be damaged when it started, and what was done about it. */
    public List<String> reports() {
        return storage.reports();
    }

    /** Moves what waits in full pieces of the write buffer to the drives, and returns when done. */
    public void destage() {
        storage.background().destageAll();
    }

    /** Buffers of the block door that were taken and not given back; 0 when it is closed. */
    public long requestBuffersInUse() {
        return blockDoor.buffersInUse();
    }

    @Override
    public void close() throws IOException {
        if (httpDoor != null) {
            httpDoor.close();
        }
        blockDoor.close();
        commits.close();
        storage.close();
    }

    private static StorageSettings settings(NodeConfig config) {
        return new StorageSettings(
                new Geometry(config.sizeBytes(), config.code(), config.drives().size()),
                config.data(),
                config.segmentBytes(),
                config.segments(),
                config.memoryBytes(),
                config.drives(),
                config.time());
    }

    private static Links links(NodeConfig config) {
        return new Links(
                config.time(),
                new LinkModel(config.linkBytesPerSecond(), config.linkLatencyNanos()),
                new LinkModel(config.linkBytesPerSecond(), config.linkLatencyNanos()));
    }

    private static int eventLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }
}
