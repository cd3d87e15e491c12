package dev.faultline.node.http;

import java.time.Duration;

/**
 * What the HTTP door takes from a client before it closes the connection.
 *
 * @param connections open at once; further ones are closed as soon as they are accepted
 * @param lineBytes of a request's first line
 * @param headerBytes of all of a request's headers
 * @param bodyBytes of a request's body
 * @param patience how long a client may take to send a whole request, to take a whole answer, or to
 *     stay idle
 */
public record HttpLimits(
        int connections, int lineBytes, int headerBytes, int bodyBytes, Duration patience) {

    public static final HttpLimits DEFAULT =
            new HttpLimits(256, 2048, 8192, 4096, Duration.ofSeconds(30));
}
