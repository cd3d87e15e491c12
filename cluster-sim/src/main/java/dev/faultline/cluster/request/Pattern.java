package dev.faultline.cluster.request;

import dev.faultline.node.units.RefusedArgument;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a job does, by the names that fio gives it. */
public enum Pattern {
    READ(false, 1),
    WRITE(false, 0),
    RANDREAD(true, 1),
    RANDWRITE(true, 0),
    RW(false, 0.5),
    RANDRW(true, 0.5);

    private final boolean random;
    private final double readShare;

    Pattern(boolean random, double readShare) {
        this.random = random;
        this.readShare = readShare;
    }

    /** Reads "randread". */
    public static Pattern parse(String text) {
        return Arrays.stream(values())
                .filter(pattern -> pattern.toString().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedArgument(
                                "\"%s\" is no pattern; there are %s".formatted(text, accepted())));
    }

    public boolean random() {
        return random;
    }

    /** Share of the requests that are reads, where the job does not say otherwise. */
    public double readShare() {
        return readShare;
    }

    /** Whether reads and writes come in a mix. */
    public boolean mixed() {
        return readShare > 0 && readShare < 1;
    }

    public boolean writes() {
        return readShare < 1;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String accepted() {
        return Arrays.stream(values()).map(Pattern::toString).collect(Collectors.joining(", "));
    }
}
