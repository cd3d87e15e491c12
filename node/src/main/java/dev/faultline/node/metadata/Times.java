package dev.faultline.node.metadata;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * How each cloud writes a time. All write whole seconds; a time is cut to the second before it, so
 * that nothing starts before the time that was told.
 */
final class Times {

    private static final DateTimeFormatter AZURE = format("EEE, dd MMM yyyy HH:mm:ss 'GMT'");
    private static final DateTimeFormatter AWS = format("dd MMM yyyy HH:mm:ss 'GMT'");

    private Times() {}

    /** As {@code Mon, 19 Sep 2016 18:29:47 GMT}. */
    static String azure(Instant at) {
        return AZURE.format(at);
    }

    /** As {@code 21 Jan 2019 09:00:43 GMT}. */
    static String aws(Instant at) {
        return AWS.format(at);
    }

    /** As {@code 2024-12-01T19:00:01Z}. */
    static String rfc3339(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Whole seconds, never fewer than it takes. */
    static long secondsUp(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
    }
}
