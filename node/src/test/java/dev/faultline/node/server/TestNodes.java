package dev.faultline.node.server;

import dev.faultline.node.device.DriveTiming;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.erasure.CodeShape;
import dev.faultline.node.store.DriveKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Small nodes on free ports, without a catalog. */
public final class TestNodes {

    private static final DriveTiming TIMING =
            new DriveTiming(7e9, 3e9, 1e6, 1e5, 100_000, 20_000, 16384);

    private TestNodes() {}

    public static Node start(@Nullable Path data, long sizeBytes) throws IOException {
        return start(data, sizeBytes, 0, ModelTime.unlimited());
    }

    public static Node start(@Nullable Path data, long sizeBytes, int port, ModelTime time)
            throws IOException {
        return Node.start(
                new NodeConfig(
                        "test-server",
                        Collections.nCopies(7, new DriveKind("test-drive", 1L << 40, TIMING)),
                        10e9,
                        5_000,
                        CodeShape.parse("4+2"),
                        sizeBytes,
                        data,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        null,
                        time,
                        1L << 30,
                        2 << 20,
                        6));
    }
}
