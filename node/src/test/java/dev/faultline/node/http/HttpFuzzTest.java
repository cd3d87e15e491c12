package dev.faultline.node.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Broken requests by the hundred thousand, from seeds, through all that reads what clients send.
 */
final class HttpFuzzTest {

    private static final int FRAMES = 50_000;

    private static final String[] REQUESTS = {
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain\r\n\r\n",
        "GET /drives/3 HTTP/1.0\r\n\r\n",
        "HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "POST /drives/1/slow HTTP/1.1\r\nHost: h\r\nContent-Length: 13\r\n\r\n{\"factor\": 4}",
        "POST /drives/0/corrupt HTTP/1.1\r\nContent-Length: 24\r\n\r\n{\"blocks\": 3, \"seed\": 9}",
        "POST /drives/2/fail HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "POST /rebuild HTTP/1.1\r\nContent-Length: 27\r\n\r\n{\"rateBytesPerSecond\": 1e9}",
        "POST /scrub HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
    };

    private static final String[] PIECES = {
        "\r\n",
        "\r\n\r\n",
        " ",
        ":",
        "/",
        "\0",
        "%00",
        "{",
        "}",
        "[[[[",
        "\"",
        "-1",
        "1e999",
        "NaN",
        "99999999999999999999",
        "Content-Length: 7\r\n",
        "Transfer-Encoding: chunked\r\n",
        "HTTP/9.9",
        "ffffffff\r\n",
        "../",
        "drives",
        "\u00ff\u00fe",
        "Upgrade: h2c\r\n",
        "a".repeat(500)
    };

    private final FakeNode node = new FakeNode();

    /** Counts what is allocated and not released. */
    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void answersOrCutsOffWhateverIsSent(long seed) {
        Answers answers = fuzz(seed);

        // some are still right, some are refused, and none makes the door itself fail
        assertThat(answers.right).isGreaterThan(FRAMES / 20);
        assertThat(answers.refused).isGreaterThan(FRAMES / 20);
        assertThat(answers.failed).isZero();
        assertThat(bytesNotGivenBack()).isZero();
    }

    private Answers fuzz(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Answers answers = new Answers();
        EmbeddedChannel connection = connect();
        for (int frame = 0; frame < FRAMES; frame++) {
            if (!connection.isOpen() || random.nextInt(50) == 0) {
                answers.take(connection);
                connection.finishAndReleaseAll();
                connection = connect();
            }
            send(connection, broken(random), random);
            answers.take(connection);
        }
        connection.finishAndReleaseAll();
        return answers;
    }

    private long bytesNotGivenBack() {
        return buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory();
    }

    private EmbeddedChannel connect() {
        Origins origins = new Origins(true);
        EmbeddedChannel channel =
                new EmbeddedChannel(
                        HttpDoor.handlers(
                                origins,
                                new Routes(node, node.control(), null),
                                HttpLimits.DEFAULT));
        channel.config().setAllocator(buffers);
        return channel;
    }

    private static void send(EmbeddedChannel connection, String text, SplittableRandom random) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        int cut = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length + 1);
        write(connection, bytes, 0, cut);
        write(connection, bytes, cut, bytes.length - cut);
    }

    private static void write(EmbeddedChannel connection, byte[] bytes, int from, int length) {
        if (length > 0 && connection.isOpen()) {
            ByteBuf buffer = connection.alloc().buffer(length).writeBytes(bytes, from, length);
            connection.writeInbound(buffer);
        }
    }

    private static String broken(SplittableRandom random) {
        StringBuilder text = new StringBuilder(REQUESTS[random.nextInt(REQUESTS.length)]);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int until = Math.min(text.length(), at + random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, until);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.replace(at, until, PIECES[random.nextInt(PIECES.length)]);
                default -> text.insert(at, (char) random.nextInt(256));
            }
        }
        return text.toString();
    }

    /** What came back, by the first digit of its status. */
    private static final class Answers {
        private int right;
        private int refused;
        private int failed;

        void take(EmbeddedChannel connection) {
            for (ByteBuf out = connection.readOutbound();
                    out != null;
                    out = connection.readOutbound()) {
                count(out.toString(ISO_8859_1));
                out.release();
            }
        }

        private void count(String text) {
            if (text.startsWith("HTTP/1.1 ")) {
                switch (text.charAt(9)) {
                    case '1', '2' -> right++;
                    case '4' -> refused++;
                    default -> failed++;
                }
            }
        }
    }
}
