package dev.faultline.node.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Azure's instance metadata service and its scheduled events.
 *
 * <p>Source: Microsoft's "Azure Instance Metadata Service for virtual machines" and "Azure Metadata
 * Service: Scheduled Events for Linux VMs" (learn.microsoft.com/azure/virtual-machines). The
 * documentation gives statuses and the version error's body; the other errors' wording is ours.
 */
record AzureService(Behaviour behaviour) implements MetadataService {

    private static final String ROOT = "/metadata/";

    @Override
    public Reply answer(Request request, Instance instance, World world, Instant now) {
        World asked = world;
        int limit = behaviour.azureRequestsPerSecond();
        if (limit > 0) {
            asked = world.with(world.guest().withRequest(now, limit + 1));
            if (isTooMany(asked.guest().recent(), limit, now)) {
                return Reply.of(error(429, "Too many requests"), asked);
            }
        }
        if (request.hasHeader("X-Forwarded-For")) {
            return Reply.of(
                    error(400, "Bad request. X-Forwarded-For header is not allowed"), asked);
        }
        if (request.hasDuplicateParameter()) {
            return Reply.of(error(400, "Bad request. Duplicate query parameters"), asked);
        }
        if (isUnder(request, "scheduledevents")) {
            return new AzureEvents(behaviour).answer(request, asked, now);
        }
        if (!"true".equalsIgnoreCase(request.header("Metadata"))) {
            return Reply.of(missingHeader(), asked);
        }
        Response response =
                request.method().equals("GET")
                        ? get(request, instance)
                        : error(405, "Method not allowed").with("Allow", "GET");
        return Reply.of(response, asked);
    }

    private static Response get(Request request, Instance instance) {
        if (isUnder(request, "versions")) {
            return Response.json(
                    200, Tree.Folder.of("apiVersions", AzureInstance.VERSIONS.reversed()));
        }
        if (!isUnder(request, "instance")) {
            return error(404, "Not found");
        }
        String version = request.parameter("api-version");
        if (version == null || !AzureInstance.VERSIONS.contains(version)) {
            return wrongVersion(AzureInstance.VERSIONS);
        }
        List<String> steps = request.steps();
        Tree found = AzureInstance.tree(instance, version).find(steps.subList(2, steps.size()));
        if (found == null) {
            return error(404, "Not found");
        }
        String format = request.parameter("format");
        return switch (format == null ? "json" : format) {
            case "json" ->
                    found instanceof Tree.Leaf
                            ? error(400, "Bad request. A value is given with format=text only")
                            : Response.json(200, found);
            case "text" -> Response.of(200, "text/plain; charset=utf-8", text(found));
            default -> error(400, "Bad request. format must be json or text");
        };
    }

    private static String text(Tree found) {
        return found instanceof Tree.Leaf leaf
                ? leaf.value().toString()
                : String.join("\n", found.listing());
    }

    static boolean isUnder(Request request, String category) {
        String path = request.path();
        return path.equals(ROOT + category) || path.startsWith(ROOT + category + "/");
    }

    static Response error(int status, String message) {
        return Response.json(status, Tree.Folder.of("error", message));
    }

    static Response missingHeader() {
        return error(400, "Bad request. Required metadata header not specified");
    }

    /** With the newest three, as documented. */
    static Response wrongVersion(List<String> newestFirst) {
        return Response.json(
                400,
                Tree.Folder.of(
                        "error",
                        "Bad request. api-version is invalid or was not specified in the request."
                                + " For more information refer to aka.ms/azureimds",
                        "newest-versions",
                        newestFirst.subList(0, 3)));
    }

    private static boolean isTooMany(List<Instant> recent, int limit, Instant now) {
        return recent.size() > limit
                && Duration.between(recent.getFirst(), now).compareTo(Duration.ofSeconds(1)) < 0;
    }
}
