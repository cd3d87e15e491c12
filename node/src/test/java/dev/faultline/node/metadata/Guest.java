package dev.faultline.node.metadata;

import dev.faultline.node.metadata.MaintenanceEvent.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A guest whose clock a test sets, and whose service remembers what it asked. */
public final class Guest {

    /** Monday. */
    public static final Instant START = Instant.parse("2026-04-13T22:00:00Z");

    private final MetadataService service;
    private final Instance instance;
    private World world = new World(Platform.QUIET, GuestState.NEW);
    private Instant now = START;

    Guest(MetadataService service, Instance instance) {
        this.service = service;
        this.instance = instance;
    }

    static Guest of(Cloud cloud, Behaviour behaviour) {
        return new Guest(cloud.service(behaviour), instance(cloud));
    }

    static Guest of(Cloud cloud) {
        return of(cloud, Behaviour.DOCUMENTED);
    }

    public static Instance instance(Cloud cloud) {
        return switch (cloud) {
            case AZURE -> instance("Standard_L96s_v4", true, "westus", "1", 3);
            case GCP -> instance("z3-highmem-22-highlssd", true, "us-central1", "us-central1-a", 8);
            case AWS -> instance("i8ge.48xlarge", true, "us-east-1", "us-east-1a", 7);
            case OCI ->
                    instance("BM.DenseIO.E5.128", false, "us-ashburn-1", "jyDh:US-ASHBURN-AD-1", 3);
        };
    }

    private static Instance instance(
            String shape, boolean liveMigrates, String region, String zone, int domains) {
        return new Instance(
                "r2n1",
                "faultline",
                new Instance.Shape(shape, 96, 768L << 30, 0, liveMigrates),
                new Instance.Placement(
                        region,
                        zone,
                        "storage",
                        OptionalInt.of(2 % domains),
                        OptionalInt.of(4),
                        "rack/2"),
                new Instance.Address("10.0.2.17", "10.0.0.0", 16, "0a:fa:00:00:02:11"),
                Map.of("Department", "IT"),
                null);
    }

    Guest at(Duration sinceStart) {
        now = START.plus(sinceStart);
        return this;
    }

    Guest plans(MaintenanceEvent... events) {
        for (MaintenanceEvent event : events) {
            world = world.with(world.platform().plus(event));
        }
        return this;
    }

    Guest cancels(String id) {
        Platform platform = world.platform();
        world = world.with(platform.cancel(platform.event(id).orElseThrow(), now));
        return this;
    }

    Platform platform() {
        return world.platform();
    }

    GuestState state() {
        return world.guest();
    }

    Response get(String target, String... headers) {
        return reply("GET", target, "", headers).response();
    }

    Response send(String method, String target, String body, String... headers) {
        return reply(method, target, body, headers).response();
    }

    Reply reply(String method, String target, String body, String... headers) {
        Request read = Request.get(target, headers);
        Request request =
                new Request(
                        method,
                        read.path(),
                        read.query(),
                        read.rawQuery(),
                        read.headers(),
                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Reply reply = service.answer(request, instance, world, now);
        world = reply.after();
        return reply;
    }

    /** Announced at the start. */
    public static MaintenanceEvent event(
            String id, Effect effect, Duration notice, Duration impact, Duration lasting) {
        return new MaintenanceEvent(
                id,
                effect,
                List.of("r2n1", "r2n2"),
                START,
                START.plus(notice),
                START.plus(notice),
                START.plus(notice).plus(Duration.ofHours(2)),
                effect.ends() ? Duration.ZERO : impact,
                lasting,
                true,
                true,
                "Host server is undergoing maintenance.",
                null,
                null);
    }
}
