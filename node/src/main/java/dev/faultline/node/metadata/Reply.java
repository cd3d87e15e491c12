package dev.faultline.node.metadata;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer and what follows from it.
 *
 * @param after the world, changed by the request or as it was
 * @param hold when the answer is to be kept back until it changes; null to send it now
 */
public record Reply(Response response, World after, @Nullable Hold hold) {

    /**
     * How long to keep an answer back.
     *
     * @param etag of the answer that the client has seen: one with another goes out at once
     * @param again the request to ask anew
     * @param atMost then the answer goes out as it is
     */
    public record Hold(String etag, Request again, Duration atMost) {}

    static Reply of(Response response, World after) {
        return new Reply(response, after, null);
    }
}
