package dev.faultline.node.server;

import dev.faultline.node.device.DriveTiming;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.erasure.CodeShape;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.DriveSpec;
import dev.faultline.node.hardware.NicSpec;
import dev.faultline.node.hardware.ServerSpec;
import dev.faultline.node.store.DriveKind;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Span;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node is started as.
 *
 * @param server the name of its row in the catalog
 * @param drives one for each place
 * @param linkBytesPerSecond of all NICs together, each direction, less what protocols take
 * @param linkLatencyNanos one way
 * @param sizeBytes of the device that clients see
 * @param data where it is kept; null for in memory
 * @param nbdAddress where the block door listens; port 0 takes any free one
 * @param httpAddress where the HTTP door listens; null for none
 * @param memoryBytes that drives may take together when they are in memory
 * @param segmentBytes of one piece of the write buffer
 * @param segments how many pieces it has
 */
public record NodeConfig(
        String server,
        List<DriveKind> drives,
        double linkBytesPerSecond,
        double linkLatencyNanos,
        CodeShape code,
        long sizeBytes,
        @Nullable Path data,
        InetSocketAddress nbdAddress,
        @Nullable InetSocketAddress httpAddress,
        ModelTime time,
        long memoryBytes,
        int segmentBytes,
        int segments) {

    /** Of a write buffer, unless said otherwise: 8 x 64 MiB. */
    public static final int SEGMENT_BYTES = 64 << 20;

    public static final int SEGMENTS = 8;

    public NodeConfig {
        drives = List.copyOf(drives);
    }

    /** The hardware of a server of the catalog, with what else the node is started as. */
    public static NodeConfig of(
            ServerSpec server,
            Catalog catalog,
            CodeShape code,
            long sizeBytes,
            @Nullable Path data,
            InetSocketAddress nbdAddress,
            @Nullable InetSocketAddress httpAddress,
            ModelTime time) {
        List<DriveKind> drives = new ArrayList<>();
        for (ServerSpec.Drives group : server.drives()) {
            DriveSpec spec = catalog.drives().get(group.drive());
            DriveKind kind =
                    new DriveKind(spec.key(), spec.capacity().bytes(), DriveTiming.of(spec));
            for (int i = 0; i < group.count(); i++) {
                drives.add(kind);
            }
        }
        double rate = 0;
        double latency = 0;
        for (ServerSpec.Nics group : server.nics()) {
            NicSpec nic = catalog.nics().get(group.nic());
            rate += group.count() * catalog.links().usableBytesPerSecond(nic, group.slot());
            Span oneWay = nic.latency();
            latency = Math.max(latency, oneWay == null ? 0 : oneWay.nanos());
        }
        if (rate == 0) {
            throw new RefusedArgument(
                    "server %s has no NIC whose rate is known".formatted(server.key()));
        }
        return new NodeConfig(
                server.key(),
                drives,
                rate,
                latency,
                code,
                sizeBytes,
                data,
                nbdAddress,
                httpAddress,
                time,
                Runtime.getRuntime().maxMemory() * 2,
                SEGMENT_BYTES,
                SEGMENTS);
    }
}
