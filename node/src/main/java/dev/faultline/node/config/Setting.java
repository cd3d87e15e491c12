package dev.faultline.node.config;

import dev.faultline.node.config.Located.Entry;
import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Scalar;
import dev.faultline.node.config.Located.Sequence;
import dev.faultline.node.units.RefusedArgument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One {@code --set path=value}: replaces, or adds, one value of a tree before it is bound. The path
 * is dotted; an element of a list is named by its index or by the value of its naming key ({@code
 * nodes.storage.failure-domains} is in the element of {@code nodes} whose {@code group} is {@code
 * storage}). The value is YAML.
 *
 * @param origin the option as given, for messages
 */
public record Setting(List<String> path, String value, String origin) {

    private static final List<String> NAMING_KEYS = List.of("name", "group", "key");
    private static final Pattern PARTS = Pattern.compile("[^.\\[\\]]+");
    private static final Pattern WHOLE_PATH =
            Pattern.compile("[^.\\[\\]]+(\\.[^.\\[\\]]+|\\[[0-9]+\\])*");

    public Setting {
        path = List.copyOf(path);
    }

    /** Reads {@code path=value}. */
    public static Setting parse(String option) {
        int equals = option.indexOf('=');
        String path = equals < 0 ? "" : option.substring(0, equals).strip();
        if (!WHOLE_PATH.matcher(path).matches()) {
            throw new RefusedArgument(
                    "--set "
                            + Spelling.shortened(option)
                            + ": expected path=value, such as protection.data=auto");
        }
        List<String> parts = new ArrayList<>();
        Matcher matcher = PARTS.matcher(path);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return new Setting(parts, option.substring(equals + 1), "--set " + option);
    }

    /** As {@code path=value} with a value that was read already. */
    public static Setting of(String path, Located value) {
        return parse(path + "=" + value.flowText());
    }

    /** For the tree that a key of another tree leads to: this setting's path without that key. */
    public Optional<Setting> below(String key) {
        return path.size() > 1 && path.getFirst().equals(key)
                ? Optional.of(new Setting(path.subList(1, path.size()), value, origin))
                : Optional.empty();
    }

    /** Where the value stands: the option itself. */
    public Place place() {
        return Place.of(origin);
    }

    /** The tree with the value set. A path that leads nowhere is reported, and changes nothing. */
    public Located applyTo(Located root, Problems problems) {
        Located parsed = YamlReader.readValue(value, place(), problems);
        return parsed == null ? root : set(root, 0, parsed, problems);
    }

    private Located set(Located node, int depth, Located leaf, Problems problems) {
        if (depth == path.size()) {
            return leaf;
        }
        return switch (node) {
            case Mapping mapping -> setInMapping(mapping, depth, leaf, problems);
            case Sequence list -> setInList(list, depth, leaf, problems);
            case Scalar scalar when scalar.isBlank() ->
                    setInMapping(new Mapping(place(), Map.of()), depth, leaf, problems);
            case Scalar scalar -> {
                problems.add(
                        place(),
                        pathTo(depth),
                        "is " + scalar.kind() + ", which has no \"" + path.get(depth) + "\"");
                yield scalar;
            }
        };
    }

    /** Keys that do not exist are made: whether they may, the type that the tree binds to knows. */
    private Located setInMapping(Mapping mapping, int depth, Located leaf, Problems problems) {
        String key = path.get(depth);
        Entry old = mapping.entries().get(key);
        Located child = old == null ? new Mapping(place(), new LinkedHashMap<>()) : old.value();
        Place keyPlace = old == null ? place() : old.keyPlace();
        return mapping.with(key, new Entry(keyPlace, set(child, depth + 1, leaf, problems)));
    }

    private Located setInList(Sequence list, int depth, Located leaf, Problems problems) {
        int index = index(list, path.get(depth));
        if (index < 0) {
            problems.add(
                    place(),
                    pathTo(depth),
                    "has no element \"" + path.get(depth) + "\": there are " + elements(list));
            return list;
        }
        List<Located> items = new ArrayList<>(list.items());
        items.set(index, set(items.get(index), depth + 1, leaf, problems));
        return new Sequence(list.place(), items);
    }

    private static int index(Sequence list, String part) {
        for (int i = 0; i < list.items().size(); i++) {
            if (part.equals(nameOf(list.items().get(i))) || part.equals(Integer.toString(i))) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable String nameOf(Located item) {
        if (item instanceof Mapping mapping) {
            for (String key : NAMING_KEYS) {
                if (mapping.get(key) instanceof Scalar name) {
                    return name.text();
                }
            }
        }
        return null;
    }

    private static String elements(Sequence list) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < list.items().size() && i < 20; i++) {
            String name = nameOf(list.items().get(i));
            shown.add(name == null ? Integer.toString(i) : i + " (" + name + ")");
        }
        String more = list.items().size() > shown.size() ? ", ..." : "";
        return shown.isEmpty() ? "none" : String.join(", ", shown) + more;
    }

    private String pathTo(int depth) {
        return String.join(".", path.subList(0, depth));
    }

    @Override
    public String toString() {
        return origin;
    }
}
