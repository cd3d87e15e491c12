package dev.faultline.node.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.node.metadata.MaintenanceEvent.Effect;
import dev.faultline.node.metadata.Reply.Hold;
import dev.faultline.node.metadata.Tree.Folder;
import dev.faultline.node.metadata.Tree.Leaf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Google's metadata server, version 1.
 *
 * <p>Source: "View and query VM metadata", "Query metadata server for maintenance event notices"
 * and "Monitor and plan for a host maintenance event" (docs.cloud.google.com/compute/docs). Folders
 * asked for without their slash are redirected, as the server is known to do; keys that it has and
 * nobody documents are left out.
 */
record GoogleService(Behaviour behaviour) implements MetadataService {

    private static final String TEXT = "application/text";
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=UTF-8";

    /** The longest that an answer is kept back, also for a client that names no time. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** For so long after a live migration has begun the server is not there. */
    private static final Duration MIGRATION_GAP = Duration.ofSeconds(1);

    private static final String WAIT = "wait_for_change";
    private static final String UPCOMING = "upcoming-maintenance";

    @Override
    public Reply answer(Request request, Instance instance, World world, Instant now) {
        Response refusal = refusal(request);
        if (refusal != null) {
            return Reply.of(dressed(refusal), world);
        }
        if (isMigrating(instance, world, now)) {
            return Reply.of(dressed(Response.of(503, HTML, "Service Unavailable\n")), world);
        }
        World after =
                readsMaintenance(request)
                        ? world.with(world.guest().readingMaintenance(now))
                        : world;
        Response response = found(request, instance, after, now);
        String etag = Ids.etag(response.body());
        response = dressed(response).with("ETag", etag);
        if (!isTrue(request.parameter(WAIT)) || response.status() == 301) {
            return Reply.of(response, after);
        }
        String seen = request.parameter("last_etag");
        Duration patience = patience(request.parameter("timeout_sec"));
        if (patience == null) {
            return Reply.of(
                    dressed(Response.of(400, HTML, "timeout_sec must be a number of seconds\n")),
                    world);
        }
        return seen != null && !seen.equals(etag)
                ? Reply.of(response, after)
                : new Reply(response, after, new Hold(etag, request.without(WAIT), patience));
    }

    private static @Nullable Response refusal(Request request) {
        if (request.hasHeader("X-Forwarded-For")) {
            return Response.of(403, HTML, "Forbidden: X-Forwarded-For is not allowed\n");
        }
        boolean flavored =
                "Google".equals(request.header("Metadata-Flavor"))
                        || "True".equalsIgnoreCase(request.header("X-Google-Metadata-Request"));
        if (!flavored && !request.path().equals("/")) {
            return Response.of(
                    403, HTML, "Missing required header \"Metadata-Flavor\": \"Google\"\n");
        }
        if (!request.isRead()) {
            return Response.of(405, HTML, "Method Not Allowed\n").with("Allow", "GET, HEAD");
        }
        String alt = request.parameter("alt");
        return alt == null || alt.equals("json") || alt.equals("text")
                ? null
                : Response.of(400, HTML, "alt must be json or text\n");
    }

    private Response found(Request request, Instance instance, World world, Instant now) {
        Folder upcoming = upcoming(instance, world.platform(), now);
        List<String> steps = request.steps();
        boolean isUpcoming =
                steps.size() > 3
                        && steps.get(2).equals("instance")
                        && steps.get(3).equals(UPCOMING);
        if (isUpcoming && (upcoming == null || !GoogleInstance.tellsUpcoming(instance.shape()))) {
            return nothingPlanned(instance.shape());
        }
        Tree root =
                Folder.of(
                        "computeMetadata",
                        Folder.of(
                                "v1",
                                GoogleInstance.tree(
                                        instance,
                                        maintenanceEvent(instance, world, now),
                                        upcoming,
                                        isPreempted(instance, world, now))));
        Tree found = root.find(steps);
        if (found == null || (found instanceof Leaf && request.isFolder())) {
            return Response.of(404, HTML, "Not Found\n");
        }
        if (found instanceof Leaf leaf) {
            return leaf(leaf, request);
        }
        boolean whole = isTrue(request.parameter("recursive"));
        boolean asJson = "json".equals(request.parameter("alt"));
        if (isUpcoming && steps.size() == 4 && (whole || asJson)) {
            return new Response(200, JSON, Map.of(), Json.write(found, GoogleService::snakeCase));
        }
        return request.isFolder() ? folder(found, request, whole) : redirect(request);
    }

    private static Response folder(Tree found, Request request, boolean whole) {
        if (!whole) {
            return Response.of(200, TEXT, lines(found.listing()));
        }
        if ("text".equals(request.parameter("alt"))) {
            return Response.of(200, TEXT, lines(GoogleInstance.flat(found)));
        }
        return new Response(200, JSON, Map.of(), Json.write(found, GoogleService::camelCase));
    }

    private static Response leaf(Leaf leaf, Request request) {
        boolean asJson = "json".equals(request.parameter("alt"));
        byte[] body =
                asJson || leaf.value() instanceof List
                        ? Json.write(leaf)
                        : leaf.value().toString().getBytes(UTF_8);
        return new Response(200, asJson ? JSON : TEXT, Map.of(), body);
    }

    private static Response redirect(Request request) {
        String host = request.header("Host");
        String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
        String path = request.path() + "/" + query;
        return Response.of(301, HTML, path + "\n")
                .with("Location", host == null ? path : "http://" + host + path);
    }

    private Response nothingPlanned(Instance.Shape shape) {
        if (!GoogleInstance.tellsUpcoming(shape)) {
            return Response.of(404, HTML, "Not Found\n");
        }
        return switch (behaviour.nothingPlanned()) {
            case UNAVAILABLE ->
                    Response.of(
                            503,
                            JSON,
                            "{ \"error\": \"no notifications have been received yet, try again"
                                    + " later\" }");
            case NONE -> Response.of(200, TEXT, "NONE");
            case EMPTY -> Response.of(200, JSON, "{ }");
            case NOT_FOUND -> Response.of(404, HTML, "Not Found\n");
        };
    }

    /** Keys in kebab case as in paths; values as documented. */
    private static @Nullable Folder upcoming(Instance instance, Platform platform, Instant now) {
        for (MaintenanceEvent event : platform.pendingFor(instance.name(), now)) {
            if (event.effect() != Effect.PREEMPT) {
                boolean ongoing = !now.isBefore(event.start());
                return Folder.of("can-reschedule", "false")
                        .put("latest-window-start-time", Times.rfc3339(event.notBefore()))
                        .put("maintenance-reasons", GoogleInstance.reasons(event))
                        .put("maintenance-status", ongoing ? "ONGOING" : "PENDING")
                        .put("type", event.planned() ? "SCHEDULED" : "UNSCHEDULED")
                        .put("window-end-time", Times.rfc3339(event.windowEnd()))
                        .put("window-start-time", Times.rfc3339(event.notBefore()));
            }
        }
        return null;
    }

    /**
     * A live migration is told a minute before, and only to a guest that has read the key since the
     * last one; the end of a VM with GPUs an hour before; that of others not at all.
     */
    private String maintenanceEvent(Instance instance, World world, Instant now) {
        for (MaintenanceEvent event : world.platform().pendingFor(instance.name(), now)) {
            boolean migrates = event.effect() == Effect.LIVE_MIGRATE;
            if (!migrates && instance.shape().accelerators() == 0) {
                continue;
            }
            Duration before = migrates ? Duration.ofSeconds(60) : Duration.ofMinutes(60);
            boolean started = !now.isBefore(event.start());
            boolean close = !now.isBefore(event.start().minus(behaviour.scaled(before)));
            if (started || (close && (!migrates || isWarned(instance, world, now)))) {
                return migrates ? "MIGRATE_ON_HOST_MAINTENANCE" : "TERMINATE_ON_HOST_MAINTENANCE";
            }
        }
        return "NONE";
    }

    /** Whether the guest has read the key since its last event was over. */
    private static boolean isWarned(Instance instance, World world, Instant now) {
        Instant read = world.guest().maintenanceRead();
        return read != null
                && world.platform().overFor(instance.name(), now).stream()
                        .allMatch(over -> !read.isBefore(over.end()));
    }

    private static boolean isPreempted(Instance instance, World world, Instant now) {
        return world.platform().pendingFor(instance.name(), now).stream()
                .anyMatch(event -> event.effect() == Effect.PREEMPT);
    }

    private boolean isMigrating(Instance instance, World world, Instant now) {
        Duration gap = behaviour.scaled(MIGRATION_GAP);
        return world.platform().pendingFor(instance.name(), now).stream()
                .filter(event -> event.effect() == Effect.LIVE_MIGRATE)
                .anyMatch(event ->
                        !now.isBefore(event.start()) && now.isBefore(event.start().plus(gap)));
    }

    private static boolean readsMaintenance(Request request) {
        List<String> steps = request.steps();
        List<String> key = List.of("computeMetadata", "v1", "instance", "maintenance-event");
        return steps.equals(key)
                || (isTrue(request.parameter("recursive"))
                        && steps.size() < key.size()
                        && steps.equals(key.subList(0, steps.size())));
    }

    private static @Nullable Duration patience(@Nullable String seconds) {
        if (seconds == null) {
            return LONGEST_WAIT;
        }
        if (!seconds.matches("[0-9]{1,9}")) {
            return null;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
    }

    /** As clients write it: {@code true} or {@code True}. */
    private static boolean isTrue(@Nullable String value) {
        return "true".equalsIgnoreCase(value);
    }

    private static Response dressed(Response response) {
        return response.with("Metadata-Flavor", "Google")
                .with("Server", "Metadata Server for VM")
                .with("X-XSS-Protection", "0")
                .with("X-Frame-Options", "SAMEORIGIN");
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String snakeCase(String name) {
        return name.replace('-', '_');
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("-")) {
            camel.append(
                    camel.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }
}
