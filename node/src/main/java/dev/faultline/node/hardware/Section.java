package dev.faultline.node.hardware;

import dev.faultline.node.config.Spelling;
import dev.faultline.node.units.RefusedArgument;
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
            byName.put(row.key(), row);
            row.aliases().forEach(alias -> byName.put(alias, row));
        }
        rows.forEach(row -> byName.putIfAbsent(row.name(), row));
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
     * @throws RefusedArgument when there is none, with the nearest there is
     */
    public T get(String name) {
        return find(name)
                .orElseThrow(() ->
                        new RefusedArgument(
                                Spelling.unknown(kind, name, byName.keySet())
                                        + " (faultline catalog "
                                        + kind
                                        + "s lists them)"));
    }
}
