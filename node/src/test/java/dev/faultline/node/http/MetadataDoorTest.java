package dev.faultline.node.http;

import static dev.faultline.node.metadata.MaintenanceEvent.Effect.LIVE_MIGRATE;
import static dev.faultline.node.metadata.MaintenanceEvent.Effect.RESTART;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.node.metadata.Behaviour;
import dev.faultline.node.metadata.Cloud;
import dev.faultline.node.metadata.Guest;
import dev.faultline.node.metadata.Instance;
import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.metadata.Platform;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guests that really connect, over a clock that the test sets. */
@Timeout(30)
final class MetadataDoorTest {

    private static final InetSocketAddress ANYWHERE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String MAINTENANCE =
            "/computeMetadata/v1/instance/maintenance-event?wait_for_change=true";
    private static final Duration HOUR = Duration.ofHours(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Instant now = Guest.START;
    private MetadataDesk desk = desk(Cloud.GCP);
    private MetadataDoor door = ports(MetadataLimits.DEFAULT);

    @AfterEach
    void close() {
        door.close();
        client.shutdownNow();
    }

    @Test
    void answersEachGuestOnAPortOfItsOwn() throws Exception {
        String name = "/computeMetadata/v1/instance/name";

        assertThat(get(0, name).body()).isEqualTo("r2n1");
        assertThat(get(1, name).body()).isEqualTo("r2n2");
        assertThat(get(1, name).headers().firstValue("metadata-flavor")).hasValue("Google");
    }

    @Test
    void refusesConnectionsWhileAGuestIsAway() throws Exception {
        desk.add(Guest.event("stop", RESTART, HOUR, HOUR, HOUR));
        String name = "/computeMetadata/v1/instance/name";
        assertThat(get(0, name).statusCode()).isEqualTo(200);

        at(HOUR);
        awaitRefused(0);
        awaitRefused(1);
        at(HOUR.multipliedBy(2));

        assertThat(awaited(0, name)).isEqualTo(200);
        assertThat(awaited(1, name)).isEqualTo(200);
    }

    @Test
    void sendsWhatWasKeptBackWhenItChanges() throws Exception {
        desk.add(Guest.event("move", LIVE_MIGRATE, HOUR, Duration.ofSeconds(10), HOUR));
        CompletableFuture<HttpResponse<String>> waiting = getLater(0, MAINTENANCE);
        awaitHeld(1);

        at(HOUR.minusSeconds(60));

        assertThat(waiting.get(10, TimeUnit.SECONDS).body())
                .isEqualTo("MIGRATE_ON_HOST_MAINTENANCE");
    }

    @Test
    void sendsWhatWasKeptBackWhenItsTimeIsUp() throws Exception {
        HttpResponse<String> response = get(0, MAINTENANCE + "&timeout_sec=1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("NONE");
    }

    @Test
    void keepsABoundedNumberOfAnswersBack() throws Exception {
        door.close();
        door = ports(new MetadataLimits(HttpLimits.DEFAULT, 2));
        getLater(0, MAINTENANCE);
        getLater(1, MAINTENANCE);
        awaitHeld(2);

        HttpResponse<String> third = get(0, MAINTENANCE);

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(get(0, "/computeMetadata/v1/instance/name").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsGuestsApartByTheirPath() throws Exception {
        door.close();
        door =
                MetadataDoor.prefixed(
                        desk, ANYWHERE, List.of("/r2/n1", "/r2/n2"), MetadataLimits.DEFAULT);

        assertThat(door.urls().get(1)).endsWith("/r2/n2");
        assertThat(get(1, "/computeMetadata/v1/instance/name").body()).isEqualTo("r2n2");
        assertThat(get(0, "/computeMetadata/v1/instance/disks").headers().firstValue("location"))
                .hasValue(door.urls().getFirst() + "/computeMetadata/v1/instance/disks/");
        String host = door.urls().getFirst().replace("/r2/n1", "");
        assertThat(send(HttpRequest.newBuilder(URI.create(host + "/r9/n9/"))).statusCode())
                .isEqualTo(404);
        desk.add(Guest.event("stop", RESTART, Duration.ZERO, HOUR, HOUR));
        assertThatThrownBy(() -> get(0, "/computeMetadata/v1/instance/name"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anApprovalOfOneGuestShowsInAllDocuments() throws Exception {
        door.close();
        desk = desk(Cloud.AZURE);
        door = ports(MetadataLimits.DEFAULT);
        desk.add(Guest.event("stop", RESTART, HOUR, Duration.ZERO, HOUR));
        String events = "/metadata/scheduledevents?api-version=2020-07-01";
        azure(0, events, null);
        azure(1, events, null);
        String id =
                azure(0, events, null).body().replaceFirst(".*\"EventId\":\"([^\"]*)\".*", "$1");

        HttpResponse<String> approved =
                azure(0, events, "{\"StartRequests\": [{\"EventId\": \"%s\"}]}".formatted(id));

        assertThat(approved.statusCode()).isEqualTo(200);
        assertThat(azure(1, events, null).body()).contains("\"EventStatus\":\"Started\"");
    }

    @Test
    void outlivesThousandsOfConnections() throws Exception {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            idle.add(connect());
            if (idle.size() > 500) {
                idle.removeFirst().close();
            }
        }

        for (Socket one : idle) {
            one.close();
        }

        assertThat(awaited(0, "/computeMetadata/v1/instance/name")).isEqualTo(200);
    }

    @Test
    void closesConnectionsBeyondItsLimitAndThoseThatAreSlow() throws Exception {
        door.close();
        HttpLimits strict = new HttpLimits(4, 256, 1024, 1024, Duration.ofMillis(300));
        door = ports(new MetadataLimits(strict, 4));
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            idle.add(connect());
        }
        try (Socket fifth = connect()) {
            assertThat(fifth.getInputStream().read()).as("beyond the limit").isEqualTo(-1);
        }
        idle.getFirst().getOutputStream().write("GET / HT".getBytes(US_ASCII));

        for (Socket one : idle) {
            assertThat(one.getInputStream().read()).as("too slow").isEqualTo(-1);
            one.close();
        }
        assertThat(awaited(0, "/")).isEqualTo(200);
    }

    @Test
    void refusesWhatIsTooLongOrNoHttp() throws Exception {
        assertThat(raw("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 414");
        assertThat(raw("GET / HTTP/1.1\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(raw("POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /%zz HTTP/1.1\r\nMetadata-Flavor: Google\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(get(0, "/").statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhichPortCannotBeHad() {
        int taken = URI.create(door.urls().getFirst()).getPort();

        assertThatThrownBy(() ->
                        MetadataDoor.prefixed(
                                desk,
                                new InetSocketAddress("127.0.0.1", taken),
                                List.of("/a/b", "/a/c"),
                                MetadataLimits.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(taken));
        assertThatThrownBy(() ->
                        MetadataDoor.ports(
                                desk,
                                new InetSocketAddress("127.0.0.1", 65535),
                                MetadataLimits.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("65535");
    }

    private MetadataDesk desk(Cloud cloud) {
        Instance first = Guest.instance(cloud);
        Instance second =
                new Instance(
                        "r2n2",
                        first.account(),
                        first.shape(),
                        first.placement(),
                        first.address(),
                        first.tags(),
                        null);
        return new MetadataDesk(
                cloud, Behaviour.DOCUMENTED, List.of(first, second), Platform.QUIET, () -> now);
    }

    private MetadataDoor ports(MetadataLimits limits) {
        try {
            return MetadataDoor.ports(desk, ANYWHERE, limits);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void at(Duration sinceStart) {
        now = Guest.START.plus(sinceStart);
        door.refresh();
    }

    private void awaitHeld(int count) {
        while (door.held() < count) {
            Thread.onSpinWait();
        }
    }

    /** The selector closes a port in its next round. */
    private void awaitRefused(int guest) throws IOException {
        while (true) {
            try {
                connect(guest).close();
            } catch (ConnectException refused) {
                return;
            }
        }
    }

    private int awaited(int guest, String path) throws Exception {
        for (int tries = 0; ; tries++) {
            try {
                return get(guest, path).statusCode();
            } catch (IOException e) {
                if (tries == 1_000) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private HttpResponse<String> get(int guest, String path) throws Exception {
        return send(request(guest, path));
    }

    private CompletableFuture<HttpResponse<String>> getLater(int guest, String path) {
        return client.sendAsync(request(guest, path).build(), BodyHandlers.ofString(UTF_8));
    }

    private HttpRequest.Builder request(int guest, String path) {
        return HttpRequest.newBuilder(URI.create(door.urls().get(guest) + path))
                .header("Metadata-Flavor", "Google");
    }

    private HttpResponse<String> azure(int guest, String path, @Nullable String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(door.urls().get(guest) + path))
                        .header("Metadata", "true");
        return send(
                body == null ? request : request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    private Socket connect() throws IOException {
        return connect(0);
    }

    private Socket connect(int guest) throws IOException {
        URI uri = URI.create(door.urls().get(guest));
        return new Socket(uri.getHost(), uri.getPort());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
