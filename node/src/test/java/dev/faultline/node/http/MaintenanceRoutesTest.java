package dev.faultline.node.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.metadata.Behaviour;
import dev.faultline.node.metadata.Cloud;
import dev.faultline.node.metadata.Guest;
import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.metadata.Platform;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Maintenance by hand, at the node's own door. */
final class MaintenanceRoutesTest {

    private Instant now = Guest.START;
    private final MetadataDesk desk =
            new MetadataDesk(
                    Cloud.AZURE,
                    Behaviour.DOCUMENTED,
                    List.of(Guest.instance(Cloud.AZURE)),
                    Platform.QUIET,
                    () -> now);
    private final FakeNode node = new FakeNode();
    private final Routes routes = new Routes(node, node.control(), desk);

    @Test
    void announcesWhatItIsTold() {
        Answer answer =
                post(
                        "/maintenance",
                        "{\"does\": \"redeploy\", \"noticeSeconds\": 600, \"windowSeconds\": 60,"
                                + " \"seconds\": 120}");

        assertThat(answer.status().code()).isEqualTo(201);
        JsonNode event = json(answer);
        assertThat(event.get("phase").asString()).isEqualTo("scheduled");
        assertThat(event.get("resources").get(0).asString()).isEqualTo("r2n1");
        assertThat(event.get("starts").asString()).isEqualTo("2026-04-13T22:10:00Z");
        assertThat(event.get("windowEnds").asString()).isEqualTo("2026-04-13T22:11:00Z");
        assertThat(event.get("ends").asString()).isEqualTo("2026-04-13T22:12:00Z");
        assertThat(desk.nextChange()).hasValue(Guest.START.plusSeconds(600));
    }

    @Test
    void goesDownAndComesBackAsAnnounced() {
        post("/maintenance", "{\"does\": \"restart\", \"noticeSeconds\": 10, \"seconds\": 5}");

        assertThat(desk.away()).isEmpty();
        now = now.plusSeconds(10);
        assertThat(desk.away()).containsExactly("r2n1");
        now = now.plusSeconds(5);
        assertThat(desk.away()).isEmpty();
        assertThat(json(get("/maintenance")).at("/events/0/phase").asString())
                .isEqualTo("completed");
    }

    @Test
    void startsAndDropsWhatIsScheduledOnly() {
        post("/maintenance", "{\"does\": \"restart\", \"noticeSeconds\": 100}");
        post("/maintenance", "{\"does\": \"restart\", \"noticeSeconds\": 100}");

        assertThat(json(post("/maintenance/event-0/start", "")).get("phase").asString())
                .isEqualTo("started");
        assertThat(json(post("/maintenance/event-1/cancel", "")).get("phase").asString())
                .isEqualTo("canceled");
        assertThat(post("/maintenance/event-0/cancel", "").status().code()).isEqualTo(409);
        assertThat(post("/maintenance/event-1/start", "").status().code()).isEqualTo(409);
        assertThat(desk.platform().away(now.plus(Duration.ofSeconds(299)))).containsExactly("r2n1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/maintenance | | 400 | does (-) must be one of: live-migrate, restart, redeploy",
                "/maintenance | {\"does\": \"explode\"} | 400 | must be one of",
                "/maintenance | {\"does\": \"restart\", \"noticeSeconds\": -1} | 400 | from 0 to",
                "/maintenance | {\"does\": \"restart\", \"seconds\": 1e99} | 400 | whole number",
                "/maintenance | {\"does\": \"restart\", \"when\": 1} | 400 | unknown key 'when'",
                "/maintenance | {\"does\": \"restart\", \"description\": 1} | 400 | must be a text",
                "/maintenance | [ | 400 | not JSON",
                "/maintenance/event-7/start | | 404 | no event 'event-7'",
                "/maintenance/event-7/stop | | 404 | no 'stop'",
                "/maintenance/a/b/c | | 404 | POST to /maintenance",
            })
    void saysWhatIsAccepted(String path, String body, int status, String words) {
        Answer answer = post(path, body == null ? "" : body);

        assertThat(answer.status().code()).isEqualTo(status);
        assertThat(json(answer).get("error").asString()).contains(words);
        assertThat(desk.platform().events()).isEmpty();
    }

    @Test
    void isNotThereWithoutAMetadataService() {
        Answer answer =
                new Routes(node, node.control(), null)
                        .answer(HttpMethod.GET, "/maintenance", new byte[0]);

        assertThat(answer.status().code()).isEqualTo(404);
        assertThat(json(answer).get("error").asString()).contains("--metadata");
    }

    private Answer post(String path, String body) {
        return routes.answer(HttpMethod.POST, path, body.getBytes(UTF_8));
    }

    private Answer get(String path) {
        return routes.answer(HttpMethod.GET, path, new byte[0]);
    }

    private static JsonNode json(Answer answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
