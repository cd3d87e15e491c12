package dev.faultline.node.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.metadata.Behaviour;
import dev.faultline.node.metadata.Cloud;
import dev.faultline.node.metadata.Guest;
import dev.faultline.node.metadata.MaintenanceEvent.Effect;
import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.metadata.Platform;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken requests from seeds, through all that reads what a guest sends. */
final class MetadataFuzzTest {

    private static final int FRAMES = 20_000;

    private static final String[] REQUESTS = {
        "GET /metadata/instance?api-version=2021-02-01 HTTP/1.1\r\nMetadata: true\r\n\r\n",
        "GET /metadata/instance/compute/zone?api-version=2021-02-01&format=text HTTP/1.1\r\n"
                + "Metadata: true\r\n\r\n",
        "GET /metadata/scheduledevents?api-version=2020-07-01 HTTP/1.1\r\nMetadata: true\r\n\r\n",
        "POST /metadata/scheduledevents?api-version=2020-07-01 HTTP/1.1\r\nMetadata: true\r\n"
                + "Content-Length: 37\r\n\r\n{\"StartRequests\": [{\"EventId\": \"x\"}]}",
        "GET /computeMetadata/v1/instance/?recursive=true HTTP/1.1\r\nMetadata-Flavor: Google\r\n\r\n",
        "GET /computeMetadata/v1/instance/maintenance-event?wait_for_change=true&timeout_sec=1"
                + " HTTP/1.1\r\nMetadata-Flavor: Google\r\n\r\n",
        "GET /computeMetadata/v1/instance/upcoming-maintenance?alt=json HTTP/1.1\r\n"
                + "Metadata-Flavor: Google\r\n\r\n",
        "PUT /latest/api/token HTTP/1.1\r\nX-aws-ec2-metadata-token-ttl-seconds: 60\r\n"
                + "Content-Length: 0\r\n\r\n",
        "GET /latest/meta-data/placement/ HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /opc/v2/instance/ HTTP/1.1\r\nAuthorization: Bearer Oracle\r\n\r\n",
        "GET /opc/v2/vnics/0/privateIp HTTP/1.1\r\nAuthorization: Bearer Oracle\r\n\r\n",
    };

    private static final String[] PIECES = {
        "\r\n",
        "\r\n\r\n",
        " ",
        ":",
        "/",
        "//",
        "?",
        "&",
        "=",
        "%",
        "%00",
        "%zz",
        "+",
        "\0",
        "{",
        "[[[[",
        "\"",
        "-1",
        "1e999",
        "99999999999999999999",
        "Content-Length: 7\r\n",
        "Transfer-Encoding: chunked\r\n",
        "X-Forwarded-For: 1.1.1.1\r\n",
        "HTTP/9.9",
        "../",
        "\u00ff\u00fe",
        "recursive=true",
        "wait_for_change=true",
        "a".repeat(500),
        "&a=b".repeat(80)
    };

    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);
    private final MetadataHolds holds = new MetadataHolds(16);

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"AZURE, 1", "GCP, 2", "AWS, 3", "OCI, 4"})
    void answersOrCutsOffWhateverIsSent(Cloud cloud, long seed) {
        MetadataDesk desk =
                new MetadataDesk(
                        cloud,
                        new Behaviour(1, Behaviour.NothingPlanned.NONE, Duration.ZERO, 0, false),
                        List.of(Guest.instance(cloud)),
                        Platform.QUIET,
                        () -> Guest.START);
        Duration hour = Duration.ofHours(1);
        desk.add(Guest.event("stop", Effect.RESTART, hour, hour, hour));
        SplittableRandom random = new SplittableRandom(seed);
        int[] answers = new int[6];
        EmbeddedChannel connection = connect(desk);
        for (int frame = 0; frame < FRAMES; frame++) {
            if (!connection.isOpen() || random.nextInt(50) == 0) {
                take(connection, answers);
                connection.finishAndReleaseAll();
                connection = connect(desk);
            }
            send(connection, broken(random));
            take(connection, answers);
        }
        connection.finishAndReleaseAll();

        assertThat(answers[2]).as("right").isGreaterThan(FRAMES / 50);
        assertThat(answers[4]).as("refused").isGreaterThan(FRAMES / 50);
        assertThat(answers[5]).as("failed").isZero();
        assertThat(buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory())
                .isZero();
        assertThat(holds.isFull()).isFalse();
    }

    private EmbeddedChannel connect(MetadataDesk desk) {
        EmbeddedChannel channel =
                new EmbeddedChannel(
                        MetadataDoor.handlers(
                                desk,
                                new GuestPaths.Only(0),
                                holds,
                                new ConnectionGate(1_000_000),
                                MetadataLimits.DEFAULT,
                                null));
        channel.config().setAllocator(buffers);
        return channel;
    }

    private static void send(EmbeddedChannel connection, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        if (bytes.length > 0 && connection.isOpen()) {
            connection.writeInbound(connection.alloc().buffer(bytes.length).writeBytes(bytes));
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

    /** Counts by the first digit of the status; 503 is Google's own answer, not a failure. */
    private static void take(EmbeddedChannel connection, int[] answers) {
        for (ByteBuf out = connection.readOutbound();
                out != null;
                out = connection.readOutbound()) {
            String text = out.toString(ISO_8859_1);
            if (text.startsWith("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 503")) {
                answers[Math.min(5, text.charAt(9) - '0')]++;
            }
            out.release();
        }
    }
}
