package dev.faultline.node.metadata;

import dev.faultline.node.units.RefusedArgument;
import java.time.Duration;

/**
 * In what a service may differ from its documentation's plain case.
 *
 * @param timeScale how many seconds of documented time pass in one of the clock's: a notice of 60 s
 *     at 3600 is shown 1/60 s before. Token lifetimes and timeouts that a client asks for are not
 *     scaled
 * @param nothingPlanned what Google's {@code upcoming-maintenance} answers when nothing is
 * @param azureEnableDelay from a guest's first question for scheduled events until it is told of
 *     any; the documentation promises 5 minutes at most
 * @param azureRequestsPerSecond what one guest may ask in a second; 0 for no limit
 * @param tokensRequired whether AWS refuses questions without a token (IMDSv2 only)
 */
public record Behaviour(
        double timeScale,
        NothingPlanned nothingPlanned,
        Duration azureEnableDelay,
        int azureRequestsPerSecond,
        boolean tokensRequired) {

    /** As documented, in real time. */
    public static final Behaviour DOCUMENTED =
            new Behaviour(1, NothingPlanned.UNAVAILABLE, Duration.ZERO, 5, true);

    public Behaviour {
        if (!(timeScale > 0 && timeScale <= 1e9)) {
            throw new RefusedArgument(
                    "the time scale (%s) must be above 0, and 1e9 at most".formatted(timeScale));
        }
    }

    /**
     * The answers that clients of Google's {@code upcoming-maintenance} have been seen to expect.
     */
    public enum NothingPlanned {
        /** 503 and an error in JSON, as clients meet it. */
        UNAVAILABLE,
        /** 200 and the word NONE, as Compute Engine's documentation has it. */
        NONE,
        /** 200 and an empty object, as the AI Hypercomputer's documentation has it. */
        EMPTY,
        /** 404, as for series that do not have the key. */
        NOT_FOUND
    }

    /** What a documented duration is on the clock. */
    Duration scaled(Duration documented) {
        return scaled(documented, timeScale);
    }

    /** What a documented duration is on a clock in whose seconds so many documented ones pass. */
    public static Duration scaled(Duration documented, double timeScale) {
        return timeScale == 1
                ? documented
                : Duration.ofNanos((long) (documented.toNanos() / timeScale));
    }
}
