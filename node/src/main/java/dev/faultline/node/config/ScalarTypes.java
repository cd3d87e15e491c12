package dev.faultline.node.config;

import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Written;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Types that are written as one text: String, boolean, int, long, double, enums by their constants'
 * names in kebab-case, and every type with its own {@code public static parse(String)}.
 */
final class ScalarTypes {

    private static final ClassValue<Optional<Function<String, Object>>> PARSERS =
            new ClassValue<>() {
                @Override
                protected Optional<Function<String, Object>> computeValue(Class<?> type) {
                    return parser(type);
                }
            };

    private ScalarTypes() {}

    /** What reads the type; it throws IllegalArgumentException with a message for people. */
    static Optional<Function<String, Object>> of(Class<?> type) {
        return PARSERS.get(type);
    }

    /** An enum's constants by the words that files write. */
    static Map<String, Object> words(Class<?> type) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            words.put(Spelling.kebab(((Enum<?>) constant).name()), constant);
        }
        return words;
    }

    private static Optional<Function<String, Object>> parser(Class<?> type) {
        if (type == String.class) {
            return Optional.of(text -> text);
        }
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(ScalarTypes::bool);
        }
        if (type == int.class || type == Integer.class) {
            return Optional.of(
                    text -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue());
        }
        if (type == long.class || type == Long.class) {
            return Optional.of(text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
        }
        if (type == double.class || type == Double.class) {
            return Optional.of(ScalarTypes::number);
        }
        if (type.isEnum()) {
            Map<String, Object> words = words(type);
            return Optional.of(text -> word(text, words));
        }
        return ownParser(type);
    }

    private static Optional<Function<String, Object>> ownParser(Class<?> type) {
        try {
            Method parse = type.getDeclaredMethod("parse", String.class);
            if (!Modifier.isStatic(parse.getModifiers()) || parse.getReturnType() != type) {
                return Optional.empty();
            }
            parse.setAccessible(true);
            return Optional.of(text -> call(parse, text));
        } catch (NoSuchMethodException e) {
            if (type.isAnnotationPresent(Written.class)) {
                throw new IllegalStateException(type + " is @Written and has no parse(String)", e);
            }
            return Optional.empty();
        }
    }

    private static Object call(Method parse, String text) {
        try {
            return parse.invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(parse + " failed on \"" + text + "\"", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new RefusedArgument(quoted(text) + " is neither true nor false");
        };
    }

    private static Long whole(String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            if (!text.matches("[+-]?[0-9]+")) {
                throw new RefusedArgument(quoted(text) + " is not a whole number", e);
            }
        }
        throw new RefusedArgument(
                quoted(text) + " is out of range: " + least + " to " + most + " is accepted");
    }

    private static Object number(String text) {
        if (!text.matches("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?")) {
            throw new RefusedArgument(quoted(text) + " is not a number");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new RefusedArgument(quoted(text) + " is too large a number");
        }
        return value;
    }

    private static Object word(String text, Map<String, Object> words) {
        Object constant = words.get(text);
        if (constant == null) {
            throw new RefusedArgument(
                    quoted(text)
                            + " is not known"
                            + Spelling.didYouMean(text, words.keySet())
                            + " (accepted: "
                            + String.join(", ", words.keySet())
                            + ")");
        }
        return constant;
    }

    private static String quoted(String text) {
        return "\"" + Spelling.shortened(text) + "\"";
    }
}
