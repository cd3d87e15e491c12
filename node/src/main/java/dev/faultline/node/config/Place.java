package dev.faultline.node.config;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where a value was written. Lines and columns count from 1; both are 0 when the value stands in no
 * file, or is not in any one line of it, and {@code file} then says where it came from.
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file)
                    .thenComparingInt(Place::line)
                    .thenComparingInt(Place::column);

    /** The whole of a file, or something that is not a file at all, such as an option. */
    public static Place of(String origin) {
        return new Place(origin, 0, 0);
    }

    /** A path written at this place: relative to the folder of this file. */
    public Path resolve(String path) {
        return Path.of(file).resolveSibling(path).normalize();
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, or just the origin. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
