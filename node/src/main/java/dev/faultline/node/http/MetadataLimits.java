package dev.faultline.node.http;

import java.time.Duration;

/**
 * What a metadata door takes from its guests.
 *
 * @param http of each connection, and how many of these in all
 * @param holds answers that are kept back at once, in all; further ones are refused with 503
 */
public record MetadataLimits(HttpLimits http, int holds) {

    public static final MetadataLimits DEFAULT =
            new MetadataLimits(
                    new HttpLimits(4096, 2048, 8192, 65_536, Duration.ofSeconds(30)), 2048);
}
