package dev.faultline.node.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.server.Node;
import dev.faultline.node.server.TestNodes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Long reads with structured replies, which leave from where they are stored: the client gets what
 * was written, from write buffer, rows and holes, whether the socket takes all of it at once or the
 * client is slow.
 */
class LongReadsTest {

    /** With two parities on ten drives, several of the windows in which files are lent on each. */
    private static final int SIZE = 96 << 20;

    private static final int READ = 5 << 20;
    private static final int READS = 6;

    @TempDir Path temp;

    @Test
    void areWhatWasWrittenThoughTheClientIsSlow() throws IOException {
        areWhatWasWritten(null);
    }

    @Test
    void areWhatWasWrittenToFiles() throws IOException {
        areWhatWasWritten(temp.resolve("node"));
    }

    private static void areWhatWasWritten(@Nullable Path data) throws IOException {
        byte[] written = new byte[SIZE];
        new Random(7).nextBytes(written);
        Node node = TestNodes.start(data, SIZE);
        try (node) {
            try (NbdClient client = NbdClient.connect(node.address())) {
                for (int at = 0; at < SIZE; at += 1 << 20) {
                    client.write(at, Arrays.copyOfRange(written, at, at + (1 << 20)), false);
                }
                client.trim(2 << 20, 256 << 10);
                Arrays.fill(written, 2 << 20, (2 << 20) + (256 << 10), (byte) 0);
                client.write(SIZE - 9000, new byte[5000], false);
                Arrays.fill(written, SIZE - 9000, SIZE - 4000, (byte) 0);
            }
            try (Socket socket =
                    new Socket(node.address().getAddress(), node.address().getPort())) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                agree(in, new DataOutputStream(socket.getOutputStream()));
                int[] offsets = new int[READS];
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                for (int i = 0; i < READS; i++) {
                    offsets[i] = i * (SIZE - READ) / (READS - 1) + (i % 2 == 0 ? 0 : 100);
                    offsets[i] = Math.min(offsets[i], SIZE - READ);
                    request(out, i, offsets[i]);
                }
                for (int i = 0; i < READS; i++) {
                    byte[] expected = Arrays.copyOfRange(written, offsets[i], offsets[i] + READ);
                    assertThat(reply(in, i, offsets[i])).as("read %d", i).isEqualTo(expected);
                }
            }
        }
        assertThat(node.requestBuffersInUse()).isZero();
    }

    private static void agree(DataInputStream in, DataOutputStream out) throws IOException {
        in.skipNBytes(18);
        out.writeInt(3);
        option(out, 8); // STRUCTURED_REPLY
        in.skipNBytes(20);
        option(out, 1); // EXPORT_NAME
        in.skipNBytes(10);
    }

    private static void option(DataOutputStream out, int option) throws IOException {
        out.writeLong(0x49484156454f5054L);
        out.writeInt(option);
        out.writeInt(0);
    }

    private static void request(DataOutputStream out, long cookie, long offset) throws IOException {
        out.writeInt(0x25609513);
        out.writeInt(0);
        out.writeLong(cookie);
        out.writeLong(offset);
        out.writeInt(READ);
    }

    /** Puts the chunks of one reply together, and is in no hurry. */
    private static byte[] reply(DataInputStream in, long cookie, int offset) throws IOException {
        byte[] bytes = new byte[READ];
        boolean done = false;
        int got = 0;
        while (!done) {
            assertThat(in.readInt()).isEqualTo(0x668e33ef);
            done = in.readUnsignedShort() == 1;
            assertThat(in.readUnsignedShort()).as("type: data").isEqualTo(1);
            assertThat(in.readLong()).isEqualTo(cookie);
            int length = in.readInt() - Long.BYTES;
            int at = (int) (in.readLong() - offset);
            in.readFully(bytes, at, length);
            got += length;
            LockSupport.parkNanos(2_000_000);
        }
        assertThat(got).isEqualTo(READ);
        return bytes;
    }
}
