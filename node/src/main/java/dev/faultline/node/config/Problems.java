package dev.faultline.node.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong, so that all of it is reported in one go. Holds the first thousand: a file
 * with more is not the kind of file it was taken for. One thread.
 */
public final class Problems {

    private static final int MOST = 1000;

    private final List<Problem> problems = new ArrayList<>();
    private int count;

    public void add(Place place, String path, String message) {
        count++;
        if (problems.size() < MOST) {
            problems.add(new Problem(place, path, message));
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many were found, including those past the first thousand. */
    public int count() {
        return count;
    }

    /** By file, line and column; in the order found where these are equal. */
    public List<Problem> sorted() {
        return problems.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }

    /** Throws when there is any. */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new InvalidInput(sorted(), count);
        }
    }
}
