package dev.faultline.node.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person wrote cannot be used. The message has one line a problem; no stack trace is kept.
 */
public final class InvalidInput extends RuntimeException {

    private final transient List<Problem> problems;

    InvalidInput(List<Problem> problems, int found) {
        super(text(problems, found), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Just one problem. */
    public static InvalidInput of(Place place, String path, String message) {
        return new InvalidInput(List.of(new Problem(place, path, message)), 1);
    }

    /** By file and line. */
    public List<Problem> problems() {
        return problems;
    }

    private static String text(List<Problem> problems, int found) {
        String lines = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        int more = found - problems.size();
        return more == 0 ? lines : lines + "\n(and " + more + " more)";
    }
}
