package dev.faultline.cluster.scenario;

import java.util.stream.LongStream;

/** Seeds of random tests: a row of them, or with {@code -Dseed=N} only that one. */
public final class Seeds {

    private Seeds() {}

    public static LongStream upTo(int count) {
        Long only = Long.getLong("seed");
        return only == null ? LongStream.range(0, count) : LongStream.of(only);
    }
}
