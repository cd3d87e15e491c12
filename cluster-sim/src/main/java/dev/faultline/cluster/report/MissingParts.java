package dev.faultline.cluster.report;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Finds nulls in records where only {@code @Nullable} ones may be: a reader of files checks once
 * what the compiler checks for the rest of the program.
 */
final class MissingParts {

    private MissingParts() {}

    /** The path of the first null that must not be, such as {@code faults[3].what}; empty if none. */
    static String firstOf(Record root) {
        return inRecord("", root);
    }

    /** A reader's path into a document, the way a person writes it. */
    static String dotted(List<JacksonException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JacksonException.Reference step : path) {
            String name = step.getPropertyName();
            text.append(name == null ? "[" + step.getIndex() + "]" : "." + name);
        }
        return text.isEmpty() || text.charAt(0) != '.' ? text.toString() : text.substring(1);
    }

    private static String inRecord(String path, Record part) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            String where = path.isEmpty() ? component.getName() : path + "." + component.getName();
            Object value = valueOf(part, component);
            if (value != null || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                String missing = in(where, value);
                if (!missing.isEmpty()) {
                    return missing;
                }
            }
        }
        return "";
    }

    private static String in(String path, @Nullable Object value) {
        return switch (value) {
            case null -> path;
            case Record part -> inRecord(path, part);
            case List<?> list -> inList(path, list);
            default -> "";
        };
    }

    private static String inList(String path, List<?> list) {
        for (int i = 0; i < list.size(); i++) {
            String missing = in(path + "[" + i + "]", list.get(i));
            if (!missing.isEmpty()) {
                return missing;
            }
        }
        return "";
    }

    private static @Nullable Object valueOf(Record part, RecordComponent component) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(part.getClass() + "." + component.getName(), e);
        }
    }
}
