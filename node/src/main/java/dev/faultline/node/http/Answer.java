package dev.faultline.node.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** What a request is answered with. */
record Answer(HttpResponseStatus status, String contentType, byte[] body) {

    static Answer of(String contentType, byte[] body) {
        return new Answer(HttpResponseStatus.OK, contentType, body);
    }

    static Answer json(HttpResponseStatus status, Object value) {
        return new Answer(status, "application/json", Json.write(value));
    }

    static Answer error(HttpResponseStatus status, String message) {
        return json(status, new Problem(message));
    }

    private record Problem(String error) {}
}
