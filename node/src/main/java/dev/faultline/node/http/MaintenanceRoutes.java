package dev.faultline.node.http;

import static io.netty.handler.codec.http.HttpResponseStatus.CONFLICT;
import static io.netty.handler.codec.http.HttpResponseStatus.CREATED;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import dev.faultline.node.http.Json.BadBody;
import dev.faultline.node.metadata.Instance;
import dev.faultline.node.metadata.MaintenanceEvent;
import dev.faultline.node.metadata.MaintenanceEvent.Effect;
import dev.faultline.node.metadata.MetadataDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /maintenance}: what the platform is going to do to this node, as its metadata service will
 * announce it. Times are seconds of the wall clock.
 */
final class MaintenanceRoutes {

    private static final String PREFIX = "/maintenance";
    private static final long LONGEST_SECONDS = 366L * 24 * 3600;
    private static final long MIGRATION_SECONDS = 5;
    private static final long DOWN_SECONDS = 300;

    private final MetadataDesk desk;

    MaintenanceRoutes(MetadataDesk desk) {
        this.desk = desk;
    }

    static boolean has(String path) {
        return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
    }

    Answer get(String path) {
        String[] steps = steps(path);
        return switch (steps.length) {
            case 0 -> Answer.json(OK, all());
            case 1 ->
                    desk.platform()
                            .event(steps[0])
                            .map(event -> Answer.json(OK, view(event)))
                            .orElseGet(() -> noSuchEvent(steps[0]));
            default -> Answer.onlyMethods("POST");
        };
    }

    Answer post(String path, byte[] body) throws BadBody {
        String[] steps = steps(path);
        return switch (steps.length) {
            case 0 -> announce(body);
            case 2 -> change(steps[0], steps[1], body);
            default ->
                    Answer.error(
                            NOT_FOUND,
                            "POST to %s, or to %s/ID/start or cancel".formatted(PREFIX, PREFIX));
        };
    }

    private Answer announce(byte[] text) throws BadBody {
        Body body =
                Body.parse(
                        text,
                        "does",
                        "noticeSeconds",
                        "windowSeconds",
                        "seconds",
                        "reason",
                        "description");
        Effect effect = body.word("does", Effect.values(), null);
        Reason reason = body.word("reason", Reason.values(), Reason.PLANNED);
        long seconds =
                body.wholeNumber(
                        "seconds",
                        effect == Effect.LIVE_MIGRATE ? MIGRATION_SECONDS : DOWN_SECONDS,
                        0,
                        LONGEST_SECONDS);
        long notice = body.wholeNumber("noticeSeconds", 0, 0, LONGEST_SECONDS);
        long window = body.wholeNumber("windowSeconds", 0, 0, LONGEST_SECONDS);
        Instant now = desk.now();
        Instant from = now.plusSeconds(notice);
        MaintenanceEvent event =
                new MaintenanceEvent(
                        desk.nextId(),
                        effect,
                        desk.instances().stream().map(Instance::name).toList(),
                        now,
                        from,
                        from,
                        from.plusSeconds(window),
                        Duration.ofSeconds(effect.ends() ? 0 : seconds),
                        Duration.ofSeconds(seconds),
                        reason == Reason.PLANNED,
                        true,
                        body.text("description", "Host server is undergoing maintenance."),
                        null,
                        null);
        desk.add(event);
        return Answer.json(CREATED, view(event));
    }

    private Answer change(String id, String what, byte[] text) throws BadBody {
        Body.parse(text);
        boolean known = what.equals("start") || what.equals("cancel");
        if (!known) {
            return Answer.error(NOT_FOUND, "no '%s'; there are: start, cancel".formatted(what));
        }
        Optional<MaintenanceEvent> event = desk.platform().event(id);
        if (event.isEmpty()) {
            return noSuchEvent(id);
        }
        boolean done = what.equals("start") ? desk.start(id) : desk.cancel(id);
        MaintenanceEvent after = desk.platform().event(id).orElse(event.get());
        return done
                ? Answer.json(OK, view(after))
                : Answer.error(
                        CONFLICT,
                        "event '%s' is %s; only a scheduled one can be changed"
                                .formatted(id, Words.of(after.phase(desk.now()))));
    }

    private Answer noSuchEvent(String id) {
        return Answer.error(NOT_FOUND, "no event '%s'; GET %s lists them".formatted(id, PREFIX));
    }

    private All all() {
        return new All(
                desk.cloud().word(),
                desk.timeScale(),
                desk.now().toString(),
                desk.platform().events().stream().map(this::view).toList());
    }

    private View view(MaintenanceEvent event) {
        Instant canceled = event.canceled();
        return new View(
                event.id(),
                Words.of(event.effect()),
                Words.of(event.phase(desk.now())),
                event.resources(),
                event.planned() ? "planned" : "failed",
                event.description(),
                event.announced().toString(),
                event.start().toString(),
                event.windowEnd().toString(),
                canceled == null ? event.end().toString() : canceled.toString(),
                event.impact().toNanos() / 1e9);
    }

    private static String[] steps(String path) {
        String rest = path.substring(PREFIX.length());
        return rest.isEmpty() || rest.equals("/")
                ? new String[0]
                : rest.substring(1).toLowerCase(Locale.ROOT).split("/", -1);
    }

    private enum Reason {
        PLANNED,
        FAILED
    }

    private record All(String cloud, double timeScale, String now, List<View> events) {}

    private record View(
            String id,
            String does,
            String phase,
            List<String> resources,
            String reason,
            String description,
            String announced,
            String starts,
            String windowEnds,
            @Nullable String ends,
            double seconds) {}
}
