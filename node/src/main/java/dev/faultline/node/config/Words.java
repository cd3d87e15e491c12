package dev.faultline.node.config;

import dev.faultline.node.units.Written;

/** What a type's values are, in words for messages. */
final class Words {

    private Words() {}

    static String of(Class<?> type) {
        Written written = type.getAnnotation(Written.class);
        if (written != null) {
            return written.what() + ", such as " + String.join(", ", written.examples());
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", ScalarTypes.words(type).keySet());
        }
        return switch (type.getSimpleName()) {
            case "String" -> "text";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "double", "Double" -> "a number";
            default -> "text that says which " + type.getSimpleName();
        };
    }
}
