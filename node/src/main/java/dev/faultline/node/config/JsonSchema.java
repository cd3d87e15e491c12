package dev.faultline.node.config;

import dev.faultline.node.config.Shape.Part;
import dev.faultline.node.units.Written;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema (draft 2020-12) of the files that bind to a record, made of plain maps, lists,
 * texts, numbers and booleans. It comes from the same classes and annotations as binding does, so
 * an editor that follows it offers the keys that binding accepts. What only binding can check
 * (limits of amounts with units, checks between keys) it does not have.
 */
public final class JsonSchema {

    private static final Map<String, Object> BLANK = Map.of("type", "null");

    private final Map<String, Object> definitions = new LinkedHashMap<>();
    private final Map<Class<?>, String> names = new LinkedHashMap<>();

    private JsonSchema() {}

    /** The schema of a whole file. */
    public static Map<String, Object> of(Class<?> record) {
        return new JsonSchema().file(record);
    }

    private Map<String, Object> file(Class<?> record) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", record.getSimpleName());
        Map<String, Object> object = object(record);
        addInclude(object);
        schema.putAll(object);
        schema.put("$defs", definitions);
        return schema;
    }

    /** A file may leave to the files it includes what it must say otherwise. */
    private static void addInclude(Map<String, Object> object) {
        @SuppressWarnings("unchecked")
        Map<String, Object> properties = (Map<String, Object>) object.get("properties");
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> include = new LinkedHashMap<>();
        include.put("description", "files laid underneath this one, relative to it");
        include.put("anyOf", List.of(text, ordered("type", "array", "items", text)));
        if (properties != null) {
            properties.put(Includes.KEY, include);
        }
        Object required = object.remove("required");
        if (required != null) {
            object.put("if", Map.of("required", List.of(Includes.KEY)));
            object.put("else", Map.of("required", required));
        }
    }

    private Map<String, Object> object(Class<?> record) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Part part : Shape.of(record).parts.values()) {
            properties.put(part.key(), property(part));
            if (part.required()) {
                required.add(part.key());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        Doc doc = record.getAnnotation(Doc.class);
        if (doc != null) {
            schema.put("description", doc.value());
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> property(Part part) {
        Map<String, Object> value = new LinkedHashMap<>(type(part.type()));
        addLimits(value, part);
        Map<String, Object> property = new LinkedHashMap<>();
        if (part.doc() != null) {
            property.put("description", part.doc());
        }
        if (part.fallback() != null) {
            property.put("default", part.fallback());
        }
        if (part.required()) {
            property.putAll(value);
        } else {
            property.put("anyOf", List.of(value, BLANK));
        }
        return property;
    }

    /** Limits of plain numbers; those of amounts with units are said in words. */
    private static void addLimits(Map<String, Object> value, Part part) {
        if ("integer".equals(value.get("type")) || "number".equals(value.get("type"))) {
            put(value, "exclusiveMinimum", part.positive() ? "0" : null);
            put(value, "minimum", part.min());
            put(value, "maximum", part.max());
            return;
        }
        List<String> limits = new ArrayList<>();
        if (part.positive()) {
            limits.add("more than zero");
        }
        if (part.min() != null) {
            limits.add("at least " + part.min());
        }
        if (part.max() != null) {
            limits.add("at most " + part.max());
        }
        if (!limits.isEmpty()) {
            value.put("$comment", String.join(", ", limits));
        }
    }

    private static void put(Map<String, Object> value, String key, @Nullable String limit) {
        if (limit != null) {
            value.put(key, Double.parseDouble(limit));
        }
    }

    private Map<String, Object> type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? ordered("type", "array", "items", type(arguments[0]))
                    : ordered("type", "object", "additionalProperties", type(arguments[1]));
        }
        Class<?> raw = (Class<?>) type;
        return switch (raw.getName()) {
            case "java.lang.String" -> Map.of("type", List.of("string", "number", "boolean"));
            case "boolean", "java.lang.Boolean" -> Map.of("type", "boolean");
            case "int", "java.lang.Integer", "long", "java.lang.Long" -> Map.of("type", "integer");
            case "double", "java.lang.Double" -> Map.of("type", "number");
            case "dev.faultline.node.config.Located" -> Map.of();
            default -> definition(raw);
        };
    }

    private Map<String, Object> definition(Class<?> raw) {
        String name = names.get(raw);
        if (name == null) {
            name = raw.getSimpleName();
            for (int i = 2; definitions.containsKey(name); i++) {
                name = raw.getSimpleName() + i;
            }
            names.put(raw, name);
            definitions.put(name, Map.of());
            definitions.put(name, defined(raw));
        }
        return Map.of("$ref", "#/$defs/" + name);
    }

    private Map<String, Object> defined(Class<?> raw) {
        if (raw.isEnum()) {
            return Map.of("enum", List.copyOf(ScalarTypes.words(raw).keySet()));
        }
        if (ScalarTypes.of(raw).isPresent()) {
            return written(raw);
        }
        if (raw.isSealed()) {
            return alternatives(raw);
        }
        return raw.isAnnotationPresent(Plain.class)
                ? type(Shape.of(raw).onlyPart().type())
                : object(raw);
    }

    private static Map<String, Object> written(Class<?> raw) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        Written written = raw.getAnnotation(Written.class);
        if (written != null) {
            schema.put("description", written.what());
            schema.put("pattern", written.pattern());
            schema.put("examples", Arrays.asList(written.examples()));
        }
        return schema;
    }

    /** Two keys in this order: the order of a Map.of changes from run to run. */
    private static Map<String, Object> ordered(
            String key, Object value, String secondKey, Object secondValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(secondKey, secondValue);
        return map;
    }

    /** Any of them: where several fit, binding takes the first. */
    private Map<String, Object> alternatives(Class<?> raw) {
        List<Object> forms = new ArrayList<>();
        for (Alternative alternative : Alternative.permittedBy(raw)) {
            forms.add(
                    alternative.form() == Alternative.Form.WORD
                            ? Map.of("const", alternative.word())
                            : type(alternative.type()));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        Doc doc = raw.getAnnotation(Doc.class);
        if (doc != null) {
            schema.put("description", doc.value());
        }
        schema.put("anyOf", forms);
        return schema;
    }
}
