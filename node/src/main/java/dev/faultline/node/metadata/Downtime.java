package dev.faultline.node.metadata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance is away, and nobody was told.
 *
 * @param resource its name
 * @param until null: it does not come back
 */
public record Downtime(String resource, Instant from, @Nullable Instant until) {

    boolean covers(Instant now) {
        return !now.isBefore(from) && (until == null || now.isBefore(until));
    }
}
