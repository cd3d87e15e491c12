package dev.faultline.node.hardware;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all rows of the catalog have. */
public interface CatalogRow {

    /** Short, stable, unique among rows of its kind: what a topology writes. */
    String key();

    /** As its maker calls it. */
    String name();

    /** Where the figures come from. */
    String source();

    Confidence confidence();

    /** Other names that topologies may use. */
    default List<String> aliases() {
        return List.of();
    }

    /**
     * A value that a model cannot do without.
     *
     * @param field the key in the catalog file
     * @throws MissingFact when the catalog does not know it
     */
    default <T> T needed(@Nullable T value, String field) {
        if (value == null) {
            throw new MissingFact(key(), field);
        }
        return value;
    }
}
