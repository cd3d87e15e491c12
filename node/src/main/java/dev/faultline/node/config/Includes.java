package dev.faultline.node.config;

import dev.faultline.node.config.Located.Entry;
import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Scalar;
import dev.faultline.node.config.Located.Sequence;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file and the files it includes. The top-level key {@code include} names one file or a
 * list of them, relative to the including file; they are laid underneath it: mappings merge key by
 * key, of anything else the upper one stays. Later files of a list lie above earlier ones.
 */
final class Includes {

    static final String KEY = "include";

    /** Bounds what a tree of files that include one another twice can grow to. */
    private static final int MOST_FILES = 100;

    private final Problems problems;
    private final List<Path> chain = new ArrayList<>();
    private int files;

    private Includes(Problems problems) {
        this.problems = problems;
    }

    /** The merged tree without its include keys, or null when the file itself is unusable. */
    static @Nullable Located read(Path file, Problems problems) {
        try {
            return new Includes(problems).parsed(FileText.read(file), file);
        } catch (FileText.Unusable e) {
            problems.add(Place.of(file.toString()), "", e.why());
            return null;
        }
    }

    private @Nullable Located parsed(String text, Path file) {
        Located tree = YamlReader.read(text, file.toString(), problems);
        if (!(tree instanceof Mapping mapping) || mapping.get(KEY) == null) {
            return tree;
        }
        chain.add(file);
        Located merged = mapping.without(KEY);
        for (Scalar name : names(mapping).reversed()) {
            Located below = included(name);
            if (below instanceof Mapping) {
                merged = merge(below, merged);
            } else if (below != null) {
                problems.add(
                        name.place(),
                        KEY,
                        name.text() + " holds " + below.kind() + ": a mapping is expected");
            }
        }
        chain.removeLast();
        return merged;
    }

    private List<Scalar> names(Mapping mapping) {
        Located value = mapping.get(KEY);
        List<Located> items =
                value instanceof Sequence list
                        ? list.items()
                        : value == null ? List.of() : List.of(value);
        List<Scalar> names = new ArrayList<>();
        for (Located item : items) {
            if (item instanceof Scalar name && !name.isBlank()) {
                names.add(name);
            } else {
                problems.add(item.place(), KEY, item.kind() + " is no file name");
            }
        }
        return names;
    }

    private @Nullable Located included(Scalar name) {
        try {
            Path file = name.place().resolve(name.text());
            if (chain.stream().anyMatch(above -> absolute(above).equals(absolute(file)))) {
                problems.add(name.place(), KEY, "includes itself: " + chainTo(file));
                return null;
            }
            if (++files > MOST_FILES) {
                problems.add(name.place(), KEY, "more than " + MOST_FILES + " files are included");
                return null;
            }
            return parsed(text(file), file);
        } catch (InvalidPathException e) {
            problems.add(name.place(), KEY, name.kind() + " is no file name");
        } catch (FileText.Unusable e) {
            problems.add(name.place(), KEY, e.why());
        }
        return null;
    }

    private String text(Path file) throws FileText.Unusable {
        try {
            return FileText.read(file);
        } catch (FileText.Unusable e) {
            throw new FileText.Unusable(file + " " + e.why() + " (" + chainTo(file) + ")");
        }
    }

    private String chainTo(Path file) {
        return chain.stream().map(Path::toString).collect(Collectors.joining(" -> "))
                + " -> "
                + file;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Keys of both: the upper value, except that two mappings merge in turn. */
    private static Located merge(Located below, Located above) {
        if (!(below instanceof Mapping lower) || !(above instanceof Mapping upper)) {
            return above;
        }
        Map<String, Entry> merged = new LinkedHashMap<>(lower.entries());
        upper.entries()
                .forEach((key, entry) -> {
                    Entry old = merged.get(key);
                    merged.put(
                            key,
                            old == null
                                    ? entry
                                    : new Entry(
                                            entry.keyPlace(), merge(old.value(), entry.value())));
                });
        return new Mapping(upper.place(), merged);
    }
}
