package dev.faultline.node.config;

import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Scalar;
import dev.faultline.node.config.Located.Sequence;
import dev.faultline.node.config.Shape.Part;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses among the records that a sealed interface permits. A text is a {@link Word}, a constant
 * of a permitted enum, or a {@link Plain} alternative. A mapping is the first alternative that has
 * all its keys and lacks none it requires; failing that, the one that fits best is taken for what
 * was meant, and its problems are reported.
 */
final class Alternatives {

    private final Class<?> type;
    private final Binding binding;
    private final Problems problems;
    private final List<Class<?>> permitted;

    Alternatives(Class<?> type, Binding binding, Problems problems) {
        this.type = type;
        this.binding = binding;
        this.problems = problems;
        this.permitted = permitted(type);
    }

    /** The records and enums at the bottom of a sealed hierarchy, in the order declared. */
    static List<Class<?>> permitted(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> subclass : type.getPermittedSubclasses()) {
            if (subclass.isSealed()) {
                found.addAll(permitted(subclass));
            } else {
                found.add(subclass);
            }
        }
        return found;
    }

    Object bind(Located node, String path) {
        return switch (node) {
            case Scalar scalar -> scalar(scalar, path);
            case Sequence list -> plain(list, path, true);
            case Mapping mapping -> mapping(mapping, path);
        };
    }

    private Object scalar(Scalar scalar, String path) {
        for (Class<?> alternative : permitted) {
            Word word = alternative.getAnnotation(Word.class);
            if (word != null && word.value().equals(scalar.text())) {
                return binding.record(new Mapping(scalar.place(), Map.of()), alternative, path);
            }
            if (alternative.isEnum()) {
                Object constant = ScalarTypes.words(alternative).get(scalar.text());
                if (constant != null) {
                    return constant;
                }
            }
        }
        return plain(scalar, path, false);
    }

    /** The first alternative of this form that takes the value; the only one reports why not. */
    private Object plain(Located node, String path, boolean list) {
        List<Class<?>> fitting =
                permitted.stream().filter(a -> isPlain(a) && isList(a) == list).toList();
        if (node instanceof Scalar scalar && scalar.isBlank()) {
            fitting = List.of();
        }
        if (fitting.size() == 1) {
            return binding.value(node, fitting.getFirst(), path);
        }
        for (Class<?> alternative : fitting) {
            Object value = new Binding(new Problems()).value(node, alternative, path);
            if (value != Binding.FAILED) {
                return value;
            }
        }
        return binding.refuse(node, path, "one of " + forms(permitted));
    }

    private Object mapping(Mapping mapping, String path) {
        List<Class<?>> best = new ArrayList<>();
        int highest = Integer.MIN_VALUE;
        for (Class<?> alternative : permitted) {
            if (alternative.isEnum()
                    || isPlain(alternative)
                    || alternative.isAnnotationPresent(Word.class)) {
                continue;
            }
            Map<String, Part> parts = Shape.of(alternative).parts;
            if (fits(mapping, parts)) {
                return binding.record(mapping, alternative, path);
            }
            int score = score(mapping, parts);
            if (score > highest) {
                highest = score;
                best.clear();
            }
            if (score == highest) {
                best.add(alternative);
            }
        }
        return best.size() == 1
                ? binding.record(mapping, best.getFirst(), path)
                : undecided(mapping, best, path);
    }

    /** No one form is nearest: name the keys that belong to none of them, and show them all. */
    private Object undecided(Mapping mapping, List<Class<?>> best, String path) {
        Map<String, Part> known = new LinkedHashMap<>();
        for (Class<?> alternative : best) {
            known.putAll(Shape.of(alternative).parts);
        }
        binding.unknownKeys(mapping, known, path);
        problems.add(mapping.place(), path, "expected one of " + forms(permitted));
        return Binding.FAILED;
    }

    private static boolean fits(Mapping mapping, Map<String, Part> parts) {
        return parts.keySet().containsAll(mapping.entries().keySet())
                && parts.values().stream()
                        .allMatch(p -> !p.required() || mapping.entries().containsKey(p.key()));
    }

    /** Keys that belong here count most, then keys that nearly do, then required ones missing. */
    private static int score(Mapping mapping, Map<String, Part> parts) {
        int score = 0;
        for (String key : mapping.entries().keySet()) {
            if (parts.containsKey(key)) {
                score += 100;
            } else if (Spelling.nearest(key, parts.keySet()) != null) {
                score += 50;
            }
        }
        for (Part part : parts.values()) {
            score -= part.required() && !mapping.entries().containsKey(part.key()) ? 1 : 0;
        }
        return score;
    }

    private static boolean isPlain(Class<?> alternative) {
        return alternative.isAnnotationPresent(Plain.class) || isScalar(alternative);
    }

    private static boolean isScalar(Class<?> alternative) {
        Optional<?> parser = ScalarTypes.of(alternative);
        return parser.isPresent() && !alternative.isEnum();
    }

    private static boolean isList(Class<?> alternative) {
        return !isScalar(alternative)
                && Shape.of(alternative).onlyPart().type() instanceof ParameterizedType generic
                && generic.getRawType() == List.class;
    }

    /** {@code auto, {code, local-groups?}}: a question mark follows keys that may be left out. */
    private String forms(List<Class<?>> alternatives) {
        return alternatives.stream()
                .map(Alternatives::form)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String form(Class<?> alternative) {
        Word word = alternative.getAnnotation(Word.class);
        if (word != null) {
            return word.value();
        }
        if (alternative.isEnum() || isScalar(alternative)) {
            return Words.of(alternative);
        }
        Shape shape = Shape.of(alternative);
        if (isPlain(alternative)) {
            Part only = shape.onlyPart();
            return only.type() instanceof Class<?> raw ? Words.of(raw) : "a list";
        }
        return shape.parts.values().stream()
                .map(part -> part.required() ? part.key() : part.key() + "?")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
