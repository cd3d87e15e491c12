package dev.faultline.node.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
final class HttpDoorTest {

    private final FakeNode node = new FakeNode();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpDoor door = open(HttpLimits.DEFAULT);

    @AfterEach
    void close() {
        client.close();
        door.close();
    }

    @ParameterizedTest(name = "POST {0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/drives/2/fail     |                            | fail 2",
                "/drives/2/fail     | {}                         | fail 2",
                "/drives/0/slow     | {\"factor\": 4}            | slow 0 4.0",
                "/drives/3/slow     | {\"factor\": 1}            | slow 3 1.0",
                "/drives/1/corrupt  |                            | corrupt 1 1 1",
                "/drives/1/corrupt  | {\"blocks\": 3, \"seed\": 9} | corrupt 1 3 9",
                "/drives/1/tear     |                            | tear 1",
                "/drives/1/replace  |                            | replace 1",
                "/rebuild           | {\"rateBytesPerSecond\": 5e8} | rebuildAt 5.0E8",
                "/scrub             |                            | scrub",
            })
    void doesToTheNodeWhatItIsTold(String path, String body, String call) throws Exception {
        HttpResponse<String> response = post(path, body == null ? "" : body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(node.control().calls()).containsExactly(call);
    }

    @Test
    void answersWithTheDriveAsItIsNow() throws Exception {
        JsonNode slow = json(post("/drives/2/slow", "{\"factor\": 2.5}"));
        JsonNode corrupted = json(post("/drives/1/corrupt", "{\"blocks\": 100}"));
        JsonNode drives = json(get("/drives"));

        assertThat(slow.get("state").asString()).isEqualTo("slow");
        assertThat(slow.get("slowness").asDouble()).isEqualTo(2.5);
        assertThat(corrupted.get("blocksChanged").asInt()).isEqualTo(5);
        assertThat(drives.size()).isEqualTo(FakeNode.DRIVES);
        assertThat(drives.get(2)).isEqualTo(slow);
        assertThat(json(get("/drives/2"))).isEqualTo(slow);
    }

    @ParameterizedTest(name = "POST {0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/drives/4/fail    |                    | 404 | no drive '4'; there are 0 to 3",
                "/drives/-1/fail   |                    | 404 | no drive '-1'; there are 0 to 3",
                "/drives/99999999999/fail |             | 404 | there are 0 to 3",
                "/drives/0/melt    |                    | 404 | no fault 'melt'; there are: fail, slow",
                "/drives/0         |                    | 404 | POST to /drives/N/FAULT",
                "/drives/0/fail/x  |                    | 404 | POST to /drives/N/FAULT",
                "/drivesque       |                    | 404 | nothing is at '/drivesque'",
                "/nothing          |                    | 404 | nothing is at '/nothing'",
                "/metrics          |                    | 405 | only GET, HEAD is accepted here",
                "/drives/0/slow    |                    | 400 | factor (-) must be a number above 0",
                "/drives/0/slow    | {\"factor\": 0}    | 400 | factor (0) must be a number above 0",
                "/drives/0/slow    | {\"factor\": -2}   | 400 | factor (-2) must be a number above 0",
                "/drives/0/slow    | {\"factor\": 1e999} | 400 | must be a number above 0",
                "/drives/0/slow    | {\"factor\": \"4\"} | 400 | must be a number above 0",
                "/drives/0/slow    | {\"facter\": 4}    | 400 | unknown key 'facter'; accepted: factor",
                "/drives/0/fail    | {\"now\": true}    | 400 | no key is accepted here",
                "/drives/0/corrupt | {\"blocks\": 1.5}  | 400 | blocks (1.5) must be a whole number",
                "/drives/0/corrupt | {\"blocks\": 0}    | 400 | from 1 to 1000000",
                "/drives/0/slow    | [4]                | 400 | the body must be one JSON object",
                "/drives/0/slow    | {\"factor\": 4     | 400 | the body is not JSON",
                "/drives/0/slow    | {\"factor\": 4} {} | 400 | the body is not JSON",
            })
    void saysWhatIsAccepted(String path, String body, int status, String message) throws Exception {
        HttpResponse<String> response = post(path, body == null ? "" : body);

        assertThat(json(response).get("error").asString()).contains(message);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(node.control().calls()).isEmpty();
    }

    @Test
    void namesTheMethodsThatAPathAccepts() throws Exception {
        HttpResponse<String> deleted = send(HttpRequest.newBuilder(uri("/drives/1")).DELETE());
        HttpResponse<String> got = get("/drives/1/fail");

        assertThat(deleted.statusCode()).isEqualTo(405);
        assertThat(deleted.headers().firstValue("allow")).hasValue("GET, HEAD, POST");
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.headers().firstValue("allow")).hasValue("POST");
    }

    @Test
    void passesOnWhyANodeRefuses() throws Exception {
        post("/drives/2/fail", "");

        HttpResponse<String> again = post("/drives/2/fail", "");

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(json(again).get("error").asString()).isEqualTo("drive 2 has failed already");
    }

    @Test
    void tellsHealthFromDegradedFromLost() throws Exception {
        HttpResponse<String> degraded = get("/health");
        node.loseRows(2);
        HttpResponse<String> lost = get("/health");

        assertThat(degraded.statusCode()).isEqualTo(200);
        assertThat(json(degraded).get("status").asString()).isEqualTo("degraded");
        assertThat(json(degraded).get("reasons").get(0).asString())
                .isEqualTo("7 stripes have less than full redundancy");
        assertThat(json(degraded).get("reasons").get(1).asString())
                .isEqualTo("a rebuild is 25.0 % done");
        assertThat(lost.statusCode()).isEqualTo(503);
        assertThat(json(lost).get("status").asString()).isEqualTo("data-lost");
        assertThat(json(lost).get("reasons").get(0).asString())
                .isEqualTo("8192 bytes in 2 stripes are lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.js", "/page.css", "/uPlot.iife.min.js", "/uPlot.min.css"})
    void servesThePageFromItself(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'self'");
        assertThat(response.body()).doesNotContain("src=\"http").doesNotContain("href=\"http");
    }

    @Test
    void headTellsTheLengthOnly() throws Exception {
        HttpResponse<String> head = send(HttpRequest.newBuilder(uri("/page.css")).HEAD());

        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("content-length").orElseThrow())
                .isEqualTo(get("/page.css").body().getBytes(UTF_8).length);
    }

    @Test
    void keepsPagesFromElsewhereFromBreakingDrives() throws Exception {
        String own = "localhost:" + door.address().getPort();

        String foreign = raw(failDrive(own, "http://evil.example"));
        String rebound = raw(failDrive("evil.example:8080", "http://evil.example:8080"));
        String page = raw(failDrive(own, "http://" + own));

        assertThat(foreign).startsWith("HTTP/1.1 403");
        assertThat(rebound).startsWith("HTTP/1.1 403");
        assertThat(page).startsWith("HTTP/1.1 200");
        assertThat(node.control().calls()).containsExactly("fail 0");
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        String line = raw("GET /" + "a".repeat(3_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        String headers = raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");
        String body =
                raw("POST /scrub HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n{}");
        String chunks =
                raw(
                        "POST /scrub HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + ("1000\r\n" + "a".repeat(0x1000) + "\r\n").repeat(3));

        assertThat(line).startsWith("HTTP/1.1 414").contains("\"error\"");
        assertThat(headers).startsWith("HTTP/1.1 431").contains("\"error\"");
        assertThat(body).startsWith("HTTP/1.1 413").contains("at most 4096 bytes");
        assertThat(chunks).startsWith("HTTP/1.1 413");
        assertThat(node.control().calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n\r\n",
                "GET\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon here\r\n\r\n",
                "POST /scrub HTTP/1.1\r\nContent-Length: -4\r\n\r\n",
                "POST /scrub HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "POST /scrub HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"
            })
    void refusesWhatIsNoRequest(String text) throws Exception {
        String answer = raw(text);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"error\"");
        assertThat(node.control().calls()).isEmpty();
    }

    @Test
    void cutsOffClientsThatDoNotGetOnWithIt() throws Exception {
        door.close();
        door = open(patient(Duration.ofMillis(300)));

        try (Socket silent = connect();
                Socket halfway = connect()) {
            halfway.getOutputStream().write("GET / HTTP/1.1\r\nHost:".getBytes(US_ASCII));

            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(halfway.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void cutsOffAClientThatAsksAndDoesNotTake() throws Exception {
        String asking = "GET /uPlot.iife.min.js HTTP/1.1\r\nHost: x\r\n\r\n";
        byte[] thousand = asking.repeat(1_000).getBytes(US_ASCII);

        // 51 kB each and never read: closed long before a million answers are piled up
        try (Socket greedy = connect()) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 1_000; i++) {
                                    greedy.getOutputStream().write(thousand);
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void boundsItsConnectionsAndRecovers() throws Exception {
        door.close();
        door = open(new HttpLimits(8, 2048, 8192, 4096, Duration.ofSeconds(30)));
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            held.add(connect());
        }
        raw(held.getLast(), "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");

        try (Socket oneMore = connect()) {
            assertThat(oneMore.getInputStream().read()).isEqualTo(-1);
        }
        for (Socket socket : held) {
            socket.close();
        }

        assertThat(eventuallyHealthy()).isTrue();
    }

    @Test
    void survivesTenThousandConnects() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            connect().close();
        }

        assertThat(eventuallyHealthy()).isTrue();
    }

    @Test
    void saysWhichAddressCannotBeHad() {
        assertThatThrownBy(() ->
                        HttpDoor.open(door.address(), node, node.control(), HttpLimits.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(door.address().getPort()));
    }

    private HttpDoor open(HttpLimits limits) {
        try {
            return HttpDoor.open(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    node,
                    node.control(),
                    limits);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpLimits patient(Duration patience) {
        return new HttpLimits(256, 2048, 8192, 4096, patience);
    }

    private boolean eventuallyHealthy() throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                return get("/health").statusCode() == 200;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    private static String failDrive(String host, String origin) {
        return "POST /drives/0/fail HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\n".formatted(host, origin)
                + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(door.address().getAddress(), door.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Sends it and returns all that comes back until the door closes. */
    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void raw(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + door.address().getPort() + path);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
