package dev.faultline.cluster.report;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds what a document lacks for a record: every component must be there, except those that may be
 * null. Binding alone would read an absent number as zero.
 */
final class MissingParts {

    private MissingParts() {}

    /**
     * The path of the first part that is not there, such as {@code faults[3].what}; empty if none.
     */
    static String firstOf(JsonNode document, Class<? extends Record> type) {
        return inRecord("", document, type);
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

    private static String inRecord(String path, JsonNode node, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String where = path.isEmpty() ? component.getName() : path + "." + component.getName();
            JsonNode value = node.path(component.getName());
            if (value.isMissingNode() || value.isNull()) {
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    return where;
                }
            } else {
                String missing = inValue(where, value, component.getGenericType());
                if (!missing.isEmpty()) {
                    return missing;
                }
            }
        }
        return "";
    }

    private static String inValue(String path, JsonNode value, Type type) {
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return inRecord(path, value, plain);
        }
        if (type instanceof ParameterizedType list) {
            for (int i = 0; i < value.size(); i++) {
                String element = path + "[" + i + "]";
                JsonNode each = value.get(i);
                String missing =
                        each == null || each.isNull()
                                ? element
                                : inValue(element, each, list.getActualTypeArguments()[0]);
                if (!missing.isEmpty()) {
                    return missing;
                }
            }
        }
        return "";
    }
}
