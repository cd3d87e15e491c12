package dev.faultline.node.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faultline.node.metadata.Tree.Leaf;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * OCI's instance metadata service, version 2; version 1 is switched off. Maintenance is told by the
 * API and the console alone: no key of the service announces it.
 *
 * <p>Source: "Getting Instance Metadata" (docs.oracle.com/iaas/Content/Compute/Tasks/
 * gettingmetadata.htm). It says that forwarded requests are rejected, and not with which status:
 * 403 here.
 */
record OciService() implements MetadataService {

    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host");

    @Override
    public Reply answer(Request request, Instance instance, World world, Instant now) {
        return Reply.of(respond(request, instance), world);
    }

    private static Response respond(Request request, Instance instance) {
        if (FORWARDED.stream().anyMatch(request::hasHeader)) {
            return error(403, "Forbidden", "forwarded requests are rejected");
        }
        List<String> steps = request.steps();
        if (steps.size() < 3 || !steps.get(0).equals("opc") || !steps.get(1).equals("v2")) {
            return error(404, "NotFound", "there is /opc/v2/instance, /opc/v2/vnics, /opc/v2/host");
        }
        if (!"Bearer Oracle".equals(request.header("Authorization"))) {
            return error(
                    401, "NotAuthorized", "the header Authorization: Bearer Oracle is missing");
        }
        if (!request.isRead()) {
            return error(405, "MethodNotAllowed", "only GET is accepted")
                    .with("Allow", "GET, HEAD");
        }
        Tree found = OciInstance.tree(instance).find(steps.subList(2, steps.size()));
        if (found == null) {
            return error(404, "NotFound", "nothing is there");
        }
        return found instanceof Leaf leaf
                ? new Response(200, "text/plain", Map.of(), text(leaf).getBytes(UTF_8))
                : new Response(200, "application/json", Map.of(), Json.writeIndented(found));
    }

    private static String text(Leaf leaf) {
        return leaf.value().toString();
    }

    private static Response error(int status, String code, String message) {
        return Response.json(status, Tree.Folder.of("code", code, "message", message));
    }
}
