package dev.faultline.node.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a service answers with.
 *
 * @param headers besides content type and length, in order
 */
public record Response(int status, String contentType, Map<String, String> headers, byte[] body) {

    static Response of(int status, String contentType, String body) {
        return new Response(status, contentType, Map.of(), body.getBytes(UTF_8));
    }

    static Response json(int status, Tree body) {
        return new Response(status, "application/json", Map.of(), Json.write(body));
    }

    Response with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Response(status, contentType, all, body);
    }

    /** The body, which is text always. */
    public String text() {
        return new String(body, UTF_8);
    }
}
