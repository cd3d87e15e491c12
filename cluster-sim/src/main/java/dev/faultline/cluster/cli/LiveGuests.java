package dev.faultline.cluster.cli;

import dev.faultline.cluster.preflight.LiveCheck.Guest;
import dev.faultline.node.hardware.VmSpec.Provider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running metadata service what its VM is, in each cloud's way. */
final class LiveGuests implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** What it says; throws IOException with a reason for people when it cannot be asked. */
    Guest ask(Provider provider, String url) throws IOException, InterruptedException {
        String base = url.replaceFirst("/+$", "");
        return switch (provider) {
            case AZURE -> azure(base);
            case GCP -> google(base);
            case AWS -> aws(base);
            case OCI -> oracle(base);
        };
    }

    private Guest azure(String base) throws IOException, InterruptedException {
        JsonNode compute =
                json(
                        get(
                                base + "/metadata/instance/compute?api-version=2021-02-01",
                                "Metadata",
                                "true"));
        return new Guest(
                base,
                text(compute, "name"),
                text(compute, "vmSize"),
                text(compute, "location"),
                number(text(compute, "platformFaultDomain"), 0),
                number(text(compute, "platformUpdateDomain"), 0));
    }

    private Guest google(String base) throws IOException, InterruptedException {
        JsonNode instance =
                json(
                        get(
                                base + "/computeMetadata/v1/instance/?recursive=true",
                                "Metadata-Flavor",
                                "Google"));
        String zone = last(text(instance, "zone"));
        return new Guest(
                base,
                text(instance, "name"),
                last(text(instance, "machineType")),
                zone.replaceFirst("-[a-z]$", ""),
                null,
                null);
    }

    private Guest aws(String base) throws IOException, InterruptedException {
        String token =
                body(
                        HttpRequest.newBuilder(uri(base + "/latest/api/token"))
                                .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                                .PUT(BodyPublishers.noBody()));
        String[] header = {"X-aws-ec2-metadata-token", token};
        JsonNode document = json(get(base + "/latest/dynamic/instance-identity/document", header));
        String partition;
        try {
            partition = get(base + "/latest/meta-data/placement/partition-number", header);
        } catch (IOException e) {
            partition = ""; // outside of partition groups there is none
        }
        return new Guest(
                base,
                text(document, "instanceId"),
                text(document, "instanceType"),
                text(document, "region"),
                number(partition, 1),
                null);
    }

    private Guest oracle(String base) throws IOException, InterruptedException {
        JsonNode instance = json(get(base + "/opc/v2/instance/", "Authorization", "Bearer Oracle"));
        return new Guest(
                base,
                text(instance, "displayName"),
                text(instance, "shape"),
                text(instance, "canonicalRegionName"),
                number(text(instance, "faultDomain").replaceFirst("^FAULT-DOMAIN-", ""), 1),
                null);
    }

    private String get(String url, String... headers) throws IOException, InterruptedException {
        return body(HttpRequest.newBuilder(uri(url)).headers(headers));
    }

    private String body(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "%s answered %d".formatted(response.uri(), response.statusCode()));
        }
        return response.body();
    }

    private static URI uri(String url) throws IOException {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IOException("'%s' is no address".formatted(url), e);
        }
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IOException("'%s' must be like http://127.0.0.1:8254".formatted(url));
        }
        return uri;
    }

    private static JsonNode json(String text) throws IOException {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            throw new IOException("what it answered is not JSON", e);
        }
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? "" : value.asString();
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static @Nullable Integer number(String text, int first) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) - first : null;
    }

    @Override
    public void close() {
        client.close();
    }
}
