package dev.faultline.node.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as written, with its place: the tree that a file is read into. Immutable. */
public sealed interface Located {

    Place place();

    /** What a person would call this kind of value, with its article. */
    String kind();

    /** The value as one line of YAML, which reads as the same value: {@code {code: 28+4}}. */
    default String flowText() {
        return FlowText.of(this);
    }

    /** {@code key: value} pairs, in the order written. */
    record Mapping(Place place, Map<String, Entry> entries) implements Located {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        public @Nullable Located get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /** This mapping with one more value, or with another value for a key it has. */
        public Mapping with(String key, Entry entry) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, entry);
            return new Mapping(place, changed);
        }

        public Mapping without(String key) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Mapping(place, changed);
        }

        @Override
        public String kind() {
            return "a mapping (key: value)";
        }
    }

    /** A value and the place of its key. */
    record Entry(Place keyPlace, Located value) {}

    /** A list. */
    record Sequence(Place place, List<Located> items) implements Located {

        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A single text; {@code quoted} tells {@code "null"} from null. */
    record Scalar(Place place, String text, boolean quoted) implements Located {

        /** Written as nothing, {@code null} or {@code ~}: the value is not known. */
        public boolean isBlank() {
            return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }

        @Override
        public String kind() {
            return isBlank() ? "blank" : "\"" + Spelling.shortened(text) + "\"";
        }
    }
}
