package dev.faultline.node.config;

import org.jspecify.annotations.Nullable;

/**
 * Binds a tree to records. Keys are the components' names in kebab-case; a component that is
 * {@code @Nullable} or has a {@link Default} may be absent or blank, any other is required.
 * Components are of a type that is written as one text (see {@link ScalarTypes}), a record, a
 * {@code List}, a {@code Map<String, T>}, or a sealed interface: its permitted records are told
 * apart by their keys, by a {@link Word}, or by being {@link Plain}. A component that is {@link
 * Located} takes any value, as written. Checks that a compact constructor makes with
 * IllegalArgumentException are reported at the record's place.
 */
public final class Binder {

    private Binder() {}

    /** The value, or null when there is any problem with it; all of them are then reported. */
    public static <T> @Nullable T bind(Located root, Class<T> type, Problems problems) {
        return bind(root, type, "", problems);
    }

    /** As {@link #bind(Located, Class, Problems)}, for a part of a file that stands at the path. */
    public static <T> @Nullable T bind(
            Located node, Class<T> type, String path, Problems problems) {
        Object value = new Binding(problems).value(node, type, path);
        return value == Binding.FAILED ? null : type.cast(value);
    }
}
