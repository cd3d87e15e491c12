package dev.faultline.node.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.node.device.ModelTime;
import dev.faultline.node.server.Node;
import dev.faultline.node.server.TestNodes;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the protocol's specification asks for, and which errors answer what. */
class ProtocolTest {

    private static final int EIO = 5;
    private static final int EINVAL = 22;
    private static final int ENOSPC = 28;
    private static final int ENOTSUP = 95;

    private static final long SIZE = 32L << 20;

    private Node node;

    @BeforeEach
    void start() throws IOException {
        node = TestNodes.start(null, SIZE);
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        assertThat(node.requestBuffersInUse()).isZero();
    }

    @Test
    void optionsAreAnsweredInTurn() throws IOException {
        try (NbdClient client = new NbdClient(node.address())) {
            client.option(3, new byte[0]);
            assertThat(client.optionReply()).isEqualTo(2); // SERVER
            assertThat(client.optionReply()).isEqualTo(1); // ACK
            client.option(5, new byte[0]); // STARTTLS
            assertThat(client.optionReply()).isEqualTo(0x80000001); // ERR_UNSUP
            client.option(6, new byte[] {0, 0, 0, 1, 'x', 0, 0}); // INFO x
            assertThat(client.optionReply()).isEqualTo(0x80000006); // ERR_UNKNOWN
            client.option(6, new byte[] {0, 0, 0, 9}); // a name that is not there
            assertThat(client.optionReply()).isEqualTo(0x80000003); // ERR_INVALID
            client.option(2, new byte[0]); // ABORT
            assertThat(client.optionReply()).isEqualTo(1);
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void anUnknownExportNameEndsTheConnection() throws IOException {
        try (NbdClient client = new NbdClient(node.address())) {
            client.option(1, new byte[] {'n', 'o'});
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void requestsThatMakeNoSenseAreAnsweredWithTheErrorThatSaysWhy() throws IOException {
        try (NbdClient client = NbdClient.connect(node.address())) {
            assertThat(client.sizeBytes()).isEqualTo(SIZE);
            assertThat(client.ask(0, 0, SIZE - 10, 11)).as("read beyond").isEqualTo(EINVAL);
            assertThat(client.ask(0, 0, -4096, 4096)).as("read before").isEqualTo(EINVAL);
            assertThat(client.write(SIZE - 10, new byte[11], false)).isEqualTo(ENOSPC);
            assertThat(client.ask(0, 4, SIZE, 4096)).as("trim beyond").isEqualTo(EINVAL);
            assertThat(client.ask(0, 6, SIZE, 4096)).as("zero beyond").isEqualTo(ENOSPC);
            assertThat(client.ask(0, 5, 0, 4096)).as("cache").isEqualTo(ENOTSUP);
            assertThat(client.ask(0, 77, 0, 4096)).as("unknown").isEqualTo(EINVAL);
            assertThat(client.ask(1 << 9, 0, 0, 4096)).as("flag").isEqualTo(EINVAL);
            assertThat(client.ask(0, 7, 0, 4096)).as("status unasked").isEqualTo(EINVAL);
            assertThat(client.ask(0, 0, 0, 33 << 20)).as("too long").isEqualTo(EINVAL);
            assertThat(client.flush()).isZero();
        }
    }

    @Test
    void partsOfBlocksAndZeroesOfEveryKind() throws IOException {
        byte[] expected = new byte[64 << 10];
        try (NbdClient client = NbdClient.connect(node.address())) {
            byte[] ones = new byte[40_000];
            Arrays.fill(ones, (byte) 1);
            assertThat(client.write(1234, ones, true)).isZero();
            Arrays.fill(expected, 1234, 1234 + 40_000, (byte) 1);
            assertThat(client.zero(5000, 10_000, false)).isZero();
            Arrays.fill(expected, 5000, 15_000, (byte) 0);
            assertThat(client.zero(20_001, 8_000, true)).isZero();
            Arrays.fill(expected, 20_001, 28_001, (byte) 0);
            assertThat(client.trim(30_000, 10_000)).isZero();
            // Blocks 8 (32768 to 36863) is the only one that lies wholly in 30000 to 39999.
            Arrays.fill(expected, 32_768, 36_864, (byte) 0);

            assertThat(client.read(0, expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void whatOneConnectionFlushedAnotherReads() throws IOException {
        try (NbdClient one = NbdClient.connect(node.address());
                NbdClient other = NbdClient.connect(node.address())) {
            assertThat(one.flags() & 1 << 8).as("multi-conn").isNotZero();
            assertThat(one.write(4096, new byte[] {9}, false)).isZero();
            assertThat(other.flush()).isZero();
            assertThat(other.read(4096, 1)).containsExactly(9);
        }
    }

    @Test
    void lostBlocksAreEioAndTheRestIsServed() throws IOException {
        try (NbdClient client = NbdClient.connect(node.address())) {
            for (int at = 0; at < SIZE; at += 1 << 20) {
                assertThat(client.write(at, new byte[1 << 20], false)).isZero();
            }
            node.destage();
            node.control().rebuildAt(1);
            for (int drive = 0; drive < 3; drive++) {
                node.control().fail(drive);
            }

            int refused = 0;
            for (long at = 0; at < SIZE; at += 4096) {
                int error = 0;
                try {
                    client.read(at, 4096);
                } catch (IOException e) {
                    error =
                            Integer.parseInt(
                                    String.valueOf(e.getMessage()).substring("error ".length()));
                }
                assertThat(error).isIn(0, EIO);
                refused += error == 0 ? 0 : 1;
            }

            assertThat(refused).isPositive().isLessThan((int) (SIZE / 4096));
        }
    }

    @Test
    void modelledReadsTakeTheDrivesLatencyTimesTheSlowdown() throws IOException {
        try (Node slow = TestNodes.start(null, SIZE, 0, ModelTime.slowedBy(100));
                NbdClient client = NbdClient.connect(slow.address())) {
            assertThat(client.write(0, new byte[4096], false)).isZero();
            long start = System.nanoTime();
            client.read(0, 4096);
            long tookNanos = System.nanoTime() - start;

            // 100 us of the drive and twice 5 us of the link, a hundred times as slow: 11 ms.
            assertThat(tookNanos).isGreaterThanOrEqualTo(11_000_000);
        }
    }

    @Test
    void aPortThatIsTakenIsSaidInASentence() {
        assertThatThrownBy(() ->
                        TestNodes.start(
                                null, SIZE, node.address().getPort(), ModelTime.unlimited()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "cannot listen on localhost:%d".formatted(node.address().getPort()))
                .hasMessageContaining("Address already in use");
    }

    @Test
    void nothingThatReportsHomeIsAboard() {
        assertThatThrownBy(() -> Class.forName("net.openhft.chronicle.analytics.Analytics"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
