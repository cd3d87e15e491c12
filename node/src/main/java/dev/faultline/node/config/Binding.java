package dev.faultline.node.config;

import dev.faultline.node.config.Located.Entry;
import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Scalar;
import dev.faultline.node.config.Located.Sequence;
import dev.faultline.node.config.Shape.Part;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One walk over a tree and the types it binds to; carries on past problems to find them all. */
final class Binding {

    /** Stands for a value that could not be bound, and whose problems are reported. */
    static final Object FAILED = new Object();

    private final Problems problems;

    Binding(Problems problems) {
        this.problems = problems;
    }

    Object value(Located node, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? list(node, generic.getActualTypeArguments()[0], path)
                    : map(node, generic.getActualTypeArguments()[1], path);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == Located.class) {
            return node;
        }
        Optional<Function<String, Object>> parser = ScalarTypes.of(raw);
        if (parser.isPresent()) {
            return scalar(node, raw, parser.get(), path);
        }
        if (raw.isSealed()) {
            return new Alternatives(raw, this, problems).bind(node, path);
        }
        if (raw.isRecord()) {
            return record(node, raw, path);
        }
        throw new IllegalStateException("no way to bind " + type + " (at " + path + ")");
    }

    Object record(Located node, Class<?> type, String path) {
        Shape shape = Shape.of(type);
        if (type.isAnnotationPresent(Plain.class)) {
            Part only = shape.onlyPart();
            Object value = checked(node, only, path);
            return value == FAILED
                    ? FAILED
                    : construct(shape, new @Nullable Object[] {value}, node, path);
        }
        if (!(node instanceof Mapping mapping)) {
            return refuse(node, path, "a mapping with " + String.join(", ", shape.parts.keySet()));
        }
        unknownKeys(mapping, shape.parts, path);
        @Nullable Object[] arguments = new @Nullable Object[shape.parts.size()];
        boolean failed = false;
        for (Part part : shape.parts.values()) {
            Object value = part(mapping, part, path);
            failed |= value == FAILED;
            arguments[part.index()] = value;
        }
        return failed ? FAILED : construct(shape, arguments, node, path);
    }

    /** Reports keys that the record has no component for. */
    void unknownKeys(Mapping mapping, Map<String, ?> known, String path) {
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            if (!known.containsKey(entry.getKey())) {
                problems.add(
                        entry.getValue().keyPlace(),
                        path,
                        "unknown key \""
                                + Spelling.shortened(entry.getKey())
                                + "\""
                                + Spelling.didYouMean(entry.getKey(), known.keySet())
                                + " (accepted: "
                                + String.join(", ", known.keySet())
                                + ")");
            }
        }
    }

    private @Nullable Object part(Mapping mapping, Part part, String path) {
        Entry entry = mapping.entries().get(part.key());
        String partPath = child(path, part.key());
        if (entry != null && !isBlank(entry.value())) {
            return checked(entry.value(), part, partPath);
        }
        if (part.fallback() != null) {
            Place place = Place.of("default of " + partPath);
            Located fallback = YamlReader.readValue(part.fallback(), place, problems);
            return fallback == null ? FAILED : value(fallback, part.type(), partPath);
        }
        if (part.nullable()) {
            return null;
        }
        String doc = part.doc() == null ? "" : " (" + part.doc() + ")";
        if (entry == null) {
            problems.add(mapping.place(), path, "key \"" + part.key() + "\" is missing" + doc);
        } else {
            problems.add(entry.value().place(), partPath, "is blank, and needed" + doc);
        }
        return FAILED;
    }

    private Object checked(Located node, Part part, String path) {
        Object value = value(node, part.type(), path);
        String wrong = value == FAILED ? null : Limits.wrong(value, part);
        if (wrong != null) {
            problems.add(node.place(), path, wrong);
            return FAILED;
        }
        return value;
    }

    private Object construct(Shape shape, @Nullable Object[] arguments, Located node, String path) {
        try {
            return shape.constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                problems.add(node.place(), path, String.valueOf(refused.getMessage()));
                return FAILED;
            }
            throw new IllegalStateException(shape.constructor + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object scalar(
            Located node, Class<?> type, Function<String, Object> parser, String path) {
        if (!(node instanceof Scalar scalar) || scalar.isBlank()) {
            return refuse(node, path, Words.of(type));
        }
        try {
            return parser.apply(scalar.text());
        } catch (IllegalArgumentException e) {
            problems.add(node.place(), path, String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    private Object list(Located node, Type element, String path) {
        if (!(node instanceof Sequence sequence)) {
            return refuse(node, path, "a list");
        }
        List<Object> values = new ArrayList<>();
        boolean failed = false;
        for (int i = 0; i < sequence.items().size(); i++) {
            Object value = value(sequence.items().get(i), element, path + "[" + i + "]");
            failed |= value == FAILED;
            values.add(value);
        }
        return failed ? FAILED : Collections.unmodifiableList(values);
    }

    private Object map(Located node, Type element, String path) {
        if (!(node instanceof Mapping mapping)) {
            return refuse(node, path, "a mapping (key: value)");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        boolean failed = false;
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            Object value = value(entry.getValue().value(), element, child(path, entry.getKey()));
            failed |= value == FAILED;
            values.put(entry.getKey(), value);
        }
        return failed ? FAILED : Collections.unmodifiableMap(values);
    }

    Object refuse(Located node, String path, String expected) {
        problems.add(node.place(), path, "is " + node.kind() + ": expected " + expected);
        return FAILED;
    }

    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static boolean isBlank(Located node) {
        return node instanceof Scalar scalar && scalar.isBlank();
    }
}
