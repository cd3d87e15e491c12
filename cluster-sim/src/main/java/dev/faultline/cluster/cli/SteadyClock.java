package dev.faultline.cluster.cli;

import java.time.Instant;
import java.time.InstantSource;

/** The wall clock as it was when a command started, and going on evenly whatever sets it. */
record SteadyClock(Instant start, long startNanos) implements InstantSource {

    static SteadyClock begin() {
        return new SteadyClock(Instant.now(), System.nanoTime());
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
