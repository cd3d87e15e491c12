package dev.faultline.node.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be asked for: values in folders and lists. */
sealed interface Tree {

    /** A text, a number, a truth, or a list of these that is one value. */
    record Leaf(Object value) implements Tree {}

    /** Values by name, in order. */
    record Folder(SequencedMap<String, Tree> entries) implements Tree {

        /** Names and values in turn; what is null is left out, and what is no tree is a leaf. */
        static Folder of(@Nullable Object... namesAndValues) {
            Folder folder = new Folder(new LinkedHashMap<>());
            for (int i = 0; i < namesAndValues.length; i += 2) {
                folder.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
            }
            return folder;
        }

        static Folder ofTexts(Map<String, String> texts) {
            Folder folder = new Folder(new LinkedHashMap<>());
            texts.forEach(folder::put);
            return folder;
        }

        Folder put(String name, @Nullable Object value) {
            if (value != null) {
                entries.put(name, value instanceof Tree tree ? tree : new Leaf(value));
            }
            return this;
        }

        /** Takes away what lies at a path, if anything does. */
        void remove(String path) {
            int slash = path.lastIndexOf('/');
            Tree parent = slash < 0 ? this : find(List.of(path.substring(0, slash).split("/")));
            if (parent instanceof Folder folder) {
                folder.entries.remove(path.substring(slash + 1));
            }
        }
    }

    /** Values by number from 0. */
    record Items(List<Tree> items) implements Tree {
        static Items of(Tree... items) {
            return new Items(List.of(items));
        }
    }

    /** What lies at a path; null for nothing. */
    default @Nullable Tree find(List<String> steps) {
        Tree at = this;
        for (String step : steps) {
            at =
                    switch (at) {
                        case Folder folder -> folder.entries().get(step);
                        case Items list -> item(list, step);
                        case Leaf _ -> null;
                    };
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private static @Nullable Tree item(Items list, String step) {
        int index = step.matches("[0-9]{1,6}") ? Integer.parseInt(step) : Integer.MAX_VALUE;
        return index < list.items().size() ? list.items().get(index) : null;
    }

    /** Names of what is in a folder or list, one a line; those with more in them end in a slash. */
    default List<String> listing() {
        List<String> lines = new ArrayList<>();
        switch (this) {
            case Folder folder -> folder.entries().forEach((name, in) -> lines.add(line(name, in)));
            case Items list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    lines.add(line(Integer.toString(i), list.items().get(i)));
                }
            }
            case Leaf _ -> throw new IllegalStateException("a value has no listing");
        }
        return lines;
    }

    private static String line(String name, Tree in) {
        return in instanceof Leaf ? name : name + "/";
    }

    /** The same as maps, lists and values, with other names. */
    default Object plain(UnaryOperator<String> naming) {
        return switch (this) {
            case Leaf leaf -> leaf.value();
            case Items list -> list.items().stream().map(item -> item.plain(naming)).toList();
            case Folder folder -> {
                Map<String, Object> map = new LinkedHashMap<>();
                folder.entries()
                        .forEach((name, in) -> map.put(naming.apply(name), in.plain(naming)));
                yield map;
            }
        };
    }
}
