package dev.faultline.node.config;

import dev.faultline.node.config.Shape.Part;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of the types that a sealed interface permits, and how it is written.
 *
 * @param keys the keys of a mapping; empty for other forms
 */
record Alternative(Class<?> type, Form form, Map<String, Part> keys) {

    private static final ClassValue<List<Alternative>> PERMITTED =
            new ClassValue<>() {
                @Override
                protected List<Alternative> computeValue(Class<?> type) {
                    List<Alternative> found = new ArrayList<>();
                    for (Class<?> subclass : type.getPermittedSubclasses()) {
                        if (subclass.isSealed()) {
                            found.addAll(PERMITTED.get(subclass));
                        } else {
                            found.add(of(subclass));
                        }
                    }
                    return List.copyOf(found);
                }
            };

    /** What a value must be, to be this alternative. */
    enum Form {
        /** The one word of {@link Word}. */
        WORD,
        /** The word of a constant. */
        CONSTANT,
        /** A text that the type reads. */
        TEXT,
        LIST,
        MAPPING
    }

    /** Those at the bottom of a sealed hierarchy, in the order declared. */
    static List<Alternative> permittedBy(Class<?> sealed) {
        return PERMITTED.get(sealed);
    }

    /** The word of a {@link Form#WORD}. */
    String word() {
        Word word = type.getAnnotation(Word.class);
        if (word == null) {
            throw new IllegalStateException(type + " is no word");
        }
        return word.value();
    }

    /** For messages; a question mark follows keys that may be left out: {@code {code, groups?}}. */
    String shown() {
        return switch (form) {
            case WORD -> word();
            case CONSTANT -> Words.of(type);
            case TEXT -> Words.of(textType());
            case LIST -> "a list";
            case MAPPING -> keys.isEmpty() ? "a mapping (key: value)" : shownKeys();
        };
    }

    private String shownKeys() {
        return keys.values().stream()
                .map(part -> part.required() ? part.key() : part.key() + "?")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private Class<?> textType() {
        return type.isAnnotationPresent(Plain.class)
                ? (Class<?>) Shape.of(type).onlyPart().type()
                : type;
    }

    private static Alternative of(Class<?> type) {
        if (type.isAnnotationPresent(Word.class)) {
            return new Alternative(type, Form.WORD, Map.of());
        }
        if (type.isEnum()) {
            return new Alternative(type, Form.CONSTANT, Map.of());
        }
        if (ScalarTypes.of(type).isPresent()) {
            return new Alternative(type, Form.TEXT, Map.of());
        }
        return type.isAnnotationPresent(Plain.class)
                ? plain(type, Shape.of(type).onlyPart().type())
                : new Alternative(type, Form.MAPPING, Shape.of(type).parts);
    }

    private static Alternative plain(Class<?> type, Type value) {
        if (value instanceof ParameterizedType generic) {
            Form form = generic.getRawType() == List.class ? Form.LIST : Form.MAPPING;
            return new Alternative(type, form, Map.of());
        }
        if (value instanceof Class<?> raw && ScalarTypes.of(raw).isPresent()) {
            return new Alternative(type, Form.TEXT, Map.of());
        }
        if (value instanceof Class<?> raw && raw.isRecord()) {
            return new Alternative(type, Form.MAPPING, Shape.of(raw).parts);
        }
        throw new IllegalStateException("no way to tell " + type + " from other alternatives");
    }
}
