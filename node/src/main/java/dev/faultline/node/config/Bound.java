package dev.faultline.node.config;

import dev.faultline.node.config.Located.Entry;
import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Sequence;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value and the tree it was bound from, so that whoever checks the value's meaning can say where
 * each part of it was written.
 */
public record Bound<T>(T value, Located root) {

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[([0-9]+)\\]");

    /**
     * Where the value at a path ({@code nodes[0].nodes-per-rack}) was written; where it was not,
     * its nearest parent that was.
     */
    public Place place(String path) {
        Located node = root;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            Located next = child(node, step.group(1), step.group(2));
            if (next == null) {
                break;
            }
            node = next;
        }
        return node.place();
    }

    /** Adds a problem with the value at the path. */
    public void refuse(Problems problems, String path, String message) {
        problems.add(place(path), path, message);
    }

    private static @Nullable Located child(
            Located node, @Nullable String key, @Nullable String index) {
        if (node instanceof Mapping mapping && key != null) {
            Entry entry = mapping.entries().get(key);
            return entry == null ? null : entry.value();
        }
        if (node instanceof Sequence list && index != null) {
            int at = Integer.parseInt(index);
            return at < list.items().size() ? list.items().get(at) : null;
        }
        return null;
    }
}
