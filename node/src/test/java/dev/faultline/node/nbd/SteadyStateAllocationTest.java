package dev.faultline.node.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.faultline.node.server.Node;
import dev.faultline.node.server.TestNodes;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A node that has warmed up allocates nothing per request: the threads of the data path, from
 * socket to socket, allocate less than a byte for each, which is what event loops need for
 * themselves.
 */
class SteadyStateAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long SIZE = 64L << 20;
    private static final int BLOCK = 4096;
    private static final int DEPTH = 32;
    private static final int ROUNDS = 500;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"reads, 0, 0, 4112", "writes, 1, 4096, 16"})
    void allocatesNothingPerRequest(String name, int command, int payload, int reply)
            throws IOException {
        ResourceLeakDetector.Level levelBefore = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED); // as the command does
        try (Node node = TestNodes.start(null, SIZE);
                NbdClient client = NbdClient.connect(node.address())) {
            client.write(0, new byte[(int) SIZE / 4], false);
            byte[] requests = requests(command, payload);
            double perRequest = Double.MAX_VALUE;

            long begin = System.nanoTime();
            while (perRequest >= 1 && System.nanoTime() - begin < PATIENCE_NANOS) {
                long before = allocatedBytes();
                for (int round = 0; round < ROUNDS; round++) {
                    client.raw(requests);
                    client.skip((long) DEPTH * reply);
                }
                perRequest = (allocatedBytes() - before) / (double) (ROUNDS * DEPTH);
            }

            assertThat(perRequest).as("bytes for each of the " + name).isLessThan(1);
        } finally {
            ResourceLeakDetector.setLevel(levelBefore);
        }
    }

    private static byte[] requests(int command, int payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int i = 0; i < DEPTH; i++) {
            out.writeInt(0x25609513);
            out.writeShort(0);
            out.writeShort(command);
            out.writeLong(i);
            out.writeLong((long) i * 37 % 1024 * BLOCK);
            out.writeInt(BLOCK);
            out.write(new byte[payload]);
        }
        return bytes.toByteArray();
    }

    /** By the threads that a request passes. */
    private static long allocatedBytes() {
        long[] path =
                Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                        .filter(thread -> thread != null)
                        .filter(thread ->
                                thread.getThreadName().startsWith("nbd-")
                                        || thread.getThreadName().equals("commit"))
                        .mapToLong(thread -> thread.getThreadId())
                        .toArray();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(path)).sum();
    }
}
