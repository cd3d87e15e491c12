package dev.faultline.node.metadata;

import dev.faultline.node.metadata.MaintenanceEvent.Effect;
import dev.faultline.node.metadata.MaintenanceEvent.Phase;
import dev.faultline.node.metadata.Tree.Folder;
import dev.faultline.node.metadata.Tree.Items;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Azure's scheduled events: every pending event of the set, to every VM in it. The first question
 * turns them on and is answered with an empty document, incarnation 0; they are off again after a
 * day without one. The incarnation counts appearances, starts and disappearances from 1.
 */
record AzureEvents(Behaviour behaviour) {

    /** Newest first, as the documentation lists them. */
    private static final List<String> VERSIONS =
            List.of(
                    "2020-07-01",
                    "2019-08-01",
                    "2019-04-01",
                    "2019-01-01",
                    "2017-11-01",
                    "2017-08-01",
                    "2017-03-01");

    private static final String PREVIEW = "2017-03-01";
    private static final Duration OFF_AFTER = Duration.ofHours(24);
    private static final int MOST_APPROVALS = 1000;

    Reply answer(Request request, World world, Instant now) {
        String version = request.parameter("api-version");
        boolean needsHeader = version == null || !version.equals(PREVIEW);
        if (needsHeader && !"true".equalsIgnoreCase(request.header("Metadata"))) {
            return Reply.of(AzureService.missingHeader(), world);
        }
        if (version == null || !VERSIONS.contains(version)) {
            return Reply.of(AzureService.wrongVersion(VERSIONS), world);
        }
        if (!request.steps().equals(List.of("metadata", "scheduledevents"))) {
            return Reply.of(AzureService.error(404, "Not found"), world);
        }
        return switch (request.method()) {
            case "GET" -> document(version, world, now);
            case "POST" -> approve(request.body(), world, now);
            default ->
                    Reply.of(
                            AzureService.error(405, "Method not allowed")
                                    .with("Allow", "GET, POST"),
                            world);
        };
    }

    private Reply document(String version, World world, Instant now) {
        GuestState guest = world.guest();
        boolean isOn =
                guest.eventsFirst() != null
                        && guest.eventsLast() != null
                        && now.isBefore(guest.eventsLast().plus(behaviour.scaled(OFF_AFTER)));
        Instant first = isOn && guest.eventsFirst() != null ? guest.eventsFirst() : now;
        World after = world.with(guest.askingForEvents(first, now));
        Instant told = first.plus(behaviour.scaled(behaviour.azureEnableDelay()));
        if (!isOn || now.isBefore(told)) {
            return Reply.of(
                    Response.json(200, Folder.of("DocumentIncarnation", 0, "Events", Items.of())),
                    after);
        }
        List<Tree> events =
                world.platform().pending(now).stream()
                        .filter(event -> isKnown(event.effect(), version))
                        .<Tree>map(event -> event(event, version, now))
                        .toList();
        Folder document =
                Folder.of("DocumentIncarnation", 1 + world.platform().changes(now))
                        .put("Events", new Items(events));
        return Reply.of(Response.json(200, document), after);
    }

    private static Folder event(MaintenanceEvent event, String version, Instant now) {
        boolean started = event.phase(now) == Phase.STARTED;
        String prefix = version.equals(PREVIEW) ? "_" : "";
        Folder all =
                Folder.of("EventId", id(event))
                        .put("EventStatus", started ? "Started" : "Scheduled")
                        .put("EventType", type(event.effect()))
                        .put("ResourceType", "VirtualMachine")
                        .put("Resources", event.resources().stream().map(prefix::concat).toList())
                        .put("NotBefore", started ? "" : Times.azure(event.notBefore()));
        if (version.compareTo("2019-04-01") >= 0) {
            all.put("Description", event.description());
        }
        if (version.compareTo("2019-08-01") >= 0) {
            all.put("EventSource", "Platform");
        }
        if (version.compareTo("2020-07-01") >= 0) {
            all.put("DurationInSeconds", seconds(event));
        }
        return all;
    }

    /** As documented: -1 is not known or does not apply, 0 no interruption. */
    private static long seconds(MaintenanceEvent event) {
        return event.effect().ends() ? -1 : Times.secondsUp(event.impact());
    }

    private static Reply approve(byte[] body, World world, Instant now) {
        List<MaintenanceEvent> wanted = wanted(body, world.platform());
        if (wanted == null) {
            return Reply.of(
                    AzureService.error(
                            400,
                            "Bad request. Expected {\"StartRequests\": [{\"EventId\": ID}]} with"
                                    + " the ID of an event"),
                    world);
        }
        Platform platform = world.platform();
        for (MaintenanceEvent event : wanted) {
            platform = platform.approve(event, now);
        }
        return Reply.of(Response.of(200, "application/json", ""), world.with(platform));
    }

    /** The events that a body names; null when it is malformed or names one that there is not. */
    private static @Nullable List<MaintenanceEvent> wanted(byte[] body, Platform platform) {
        JsonNode requests;
        try {
            requests = Json.read(body).get("StartRequests");
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (requests == null || !requests.isArray() || requests.size() > MOST_APPROVALS) {
            return null;
        }
        List<MaintenanceEvent> wanted = new ArrayList<>();
        for (JsonNode request : requests) {
            JsonNode id = request.get("EventId");
            Optional<MaintenanceEvent> event =
                    id == null || !id.isString()
                            ? Optional.empty()
                            : find(id.stringValue(), platform);
            if (event.isEmpty()) {
                return null;
            }
            wanted.add(event.get());
        }
        return wanted;
    }

    private static Optional<MaintenanceEvent> find(String id, Platform platform) {
        return platform.events().stream()
                .filter(event -> id(event).equalsIgnoreCase(id))
                .findFirst();
    }

    private static String id(MaintenanceEvent event) {
        return Ids.uuid("event/" + event.id()).toUpperCase(Locale.ROOT);
    }

    private static boolean isKnown(Effect effect, String version) {
        return switch (effect) {
            case PREEMPT -> version.compareTo("2017-11-01") >= 0;
            case TERMINATE -> version.compareTo("2019-01-01") >= 0;
            case LIVE_MIGRATE, RESTART, REDEPLOY -> true;
        };
    }

    private static String type(Effect effect) {
        return switch (effect) {
            case LIVE_MIGRATE -> "Freeze";
            case RESTART -> "Reboot";
            case REDEPLOY -> "Redeploy";
            case TERMINATE -> "Terminate";
            case PREEMPT -> "Preempt";
        };
    }
}
