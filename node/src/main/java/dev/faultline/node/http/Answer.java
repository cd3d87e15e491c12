package dev.faultline.node.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with.
 *
 * @param allow the methods that are accepted, where the one that was used is not
 */
record Answer(HttpResponseStatus status, String contentType, byte[] body, @Nullable String allow) {

    private static final String JSON = "application/json";

    static Answer of(String contentType, byte[] body) {
        return new Answer(HttpResponseStatus.OK, contentType, body, null);
    }

    static Answer json(HttpResponseStatus status, Object value) {
        return new Answer(status, JSON, Json.write(value), null);
    }

    static Answer error(HttpResponseStatus status, String message) {
        return json(status, new Problem(message));
    }

    static Answer onlyMethods(String allow) {
        byte[] body = Json.write(new Problem("only %s is accepted here".formatted(allow)));
        return new Answer(HttpResponseStatus.METHOD_NOT_ALLOWED, JSON, body, allow);
    }

    private record Problem(String error) {}
}
