package dev.faultline.node.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import dev.faultline.node.control.NodeControl;
import dev.faultline.node.control.NodeStatus;
import dev.faultline.node.http.Json.BadBody;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Map;

/** Which path answers what. Knows requests as method, path and body only. */
final class Routes {

    private static final String PATHS =
            "/, /metrics, /health, /status, /drives, /drives/N, /rebuild, /scrub";

    private final NodeStatus node;
    private final NodeControl control;
    private final DriveRoutes drives;
    private final Map<String, Answer> assets = Asset.byPath();

    Routes(NodeStatus node, NodeControl control) {
        this.node = node;
        this.control = control;
        this.drives = new DriveRoutes(node, control);
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

    private static Answer noSuchPath(String path) {
        return Answer.error(NOT_FOUND, "nothing is at '%s'; there are: %s".formatted(path, PATHS));
    }
}
