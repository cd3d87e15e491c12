package dev.faultline.node.hardware;

import dev.faultline.node.config.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of one kind, found by key, by name or by alias. Immutable. */
public final class Section<T extends CatalogRow> {

    private final String kind;
    private final List<T> rows;
    private final Map<String, T> byName = new LinkedHashMap<>();

    Section(String kind, List<T> rows) {
        this.kind = kind;
        this.rows = List.copyOf(rows);
        for (T row : rows) {
            row.aliases().forEach(alias -> add(alias, row));
            add(row.key(), row);
            byName.putIfAbsent(row.name(), row);
        }
    }

    private void add(String name, T row) {
        if (byName.put(name, row) != null) {
            throw new IllegalArgumentException("two " + kind + "s are called " + name);
        }
    }

    /** In the order of the file. */
    public List<T> rows() {
        return rows;
    }

    public Optional<T> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The row of that key, name or alias.
     *
     * @throws IllegalArgumentException when there is none, with the nearest there is
     */
    public T get(String name) {
        return find(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                Spelling.unknown(kind, name, byName.keySet())
                                        + "; see faultline catalog "
                                        + kind
                                        + "s"));
    }
}
