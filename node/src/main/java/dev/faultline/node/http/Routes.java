package dev.faultline.node.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import dev.faultline.node.control.NodeControl;
import dev.faultline.node.control.NodeStatus;
import dev.faultline.node.http.Json.BadBody;
import dev.faultline.node.metadata.MetadataDesk;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which path answers what. Knows requests as method, path and body only. */
final class Routes {

    private static final String PATHS =
            "/, /metrics, /health, /status, /drives, /drives/N, /rebuild, /scrub, /maintenance";

    private final NodeStatus node;
    private final NodeControl control;
    private final DriveRoutes drives;
    private final @Nullable MaintenanceRoutes maintenance;
    private final Map<String, Answer> assets = Asset.byPath();

    /**
     * @param desk of the node's metadata service; null for none
     */
    Routes(NodeStatus node, NodeControl control, @Nullable MetadataDesk desk) {
        this.node = node;
        this.control = control;
        this.drives = new DriveRoutes(node, control);
        this.maintenance = desk == null ? null : new MaintenanceRoutes(desk);
    }

    Answer answer(HttpMethod method, String path, byte[] body) {
        try {
            if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
                return get(path);
            }
            if (method.equals(HttpMethod.POST)) {
                return post(path, body);
            }
            return Answer.onlyMethods("GET, HEAD, POST");
        } catch (BadBody | IllegalArgumentException e) {
            return Answer.error(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private Answer get(String path) {
        Answer asset = assets.get(path);
        if (asset != null) {
            return asset;
        }
        if (DriveRoutes.has(path)) {
            return drives.get(path);
        }
        if (MaintenanceRoutes.has(path)) {
            return maintenance == null ? noMetadata() : maintenance.get(path);
        }
        return switch (path) {
            case "/metrics" -> MetricsPage.of(node);
            case "/health" -> health();
            case "/status" -> Answer.json(OK, StatusView.of(node));
            case "/rebuild", "/scrub" -> Answer.onlyMethods("POST");
            default -> noSuchPath(path);
        };
    }

    private Answer post(String path, byte[] body) throws BadBody {
        if (DriveRoutes.has(path)) {
            return drives.post(path, body);
        }
        if (MaintenanceRoutes.has(path)) {
            return maintenance == null ? noMetadata() : maintenance.post(path, body);
        }
        switch (path) {
            case "/rebuild" ->
                    control.rebuildAt(
                            Body.parse(body, "rateBytesPerSecond")
                                    .positiveNumber("rateBytesPerSecond"));
            case "/scrub" -> {
                Body.parse(body);
                control.scrub();
            }
            case "/", "/metrics", "/health", "/status" -> {
                return Answer.onlyMethods("GET, HEAD");
            }
            default -> {
                return noSuchPath(path);
            }
        }
        return Answer.json(OK, StatusView.of(node));
    }

    private Answer health() {
        Health health = Health.of(node);
        return Answer.json(health.dataLost() ? SERVICE_UNAVAILABLE : OK, health);
    }

    private static Answer noMetadata() {
        return Answer.error(
                NOT_FOUND, "this node has no metadata service; start it with --metadata");
    }

    private static Answer noSuchPath(String path) {
        return Answer.error(NOT_FOUND, "nothing is at '%s'; there are: %s".formatted(path, PATHS));
    }
}
