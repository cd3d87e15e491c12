package dev.faultline.cluster.cli;

import dev.faultline.node.config.JsonSchema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a kind of file as Markdown tables, one for each kind of mapping in it, made from the
 * JSON Schema and so from the classes that read it.
 */
final class FileReference {

    private static final String DEFINITION = "#/$defs/";

    /** Rows of the catalog have a reference of their own. */
    private static final Set<String> ELSEWHERE = Set.of("ServerSpec");

    private final Map<String, Object> definitions;
    private final Queue<Section> sections = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    /** A mapping that is to be described, and where it first stands. */
    private record Section(String path, Map<String, Object> mapping) {}

    private FileReference(Map<String, Object> schema) {
        this.definitions = map(schema.get("$defs"));
        sections.add(new Section("", schema));
    }

    /** Tables of a file that binds to a record, ended by a line break. */
    static String of(Class<?> record) {
        return new FileReference(JsonSchema.of(record)).write();
    }

    private String write() {
        for (Section next = sections.poll(); next != null; next = sections.poll()) {
            Section section = next;
            if (!section.path().isEmpty()) {
                text.append("\n**`").append(section.path()).append("`**");
                Object description = section.mapping().get("description");
                text.append(description == null ? "" : ": " + description).append("\n\n");
            }
            text.append("| key | value | left out | meaning |\n|---|---|---|---|\n");
            map(section.mapping().get("properties"))
                    .forEach((key, property) -> row(section.path(), key, map(property)));
        }
        return text.toString();
    }

    private void row(String path, String key, Map<String, Object> property) {
        Map<String, Object> value = property;
        String absent = "an error";
        if (property.get("anyOf") instanceof List<?> forms && isBlank(forms.getLast())) {
            value = map(forms.getFirst());
            absent =
                    property.get("default") instanceof String fallback ? code(fallback) : "nothing";
        }
        if (key.equals("include")) {
            value = property;
            absent = "nothing";
        }
        String place = path.isEmpty() ? key : path + "." + key;
        text.append("| ")
                .append(code(key))
                .append(" | ")
                .append(cell(describe(value, place) + limits(value)))
                .append(" | ")
                .append(cell(absent))
                .append(" | ")
                .append(cell(property.getOrDefault("description", "").toString()))
                .append(" |\n");
    }

    /** A value in words; mappings in it get a table of their own. */
    private String describe(Map<String, Object> value, String place) {
        if (value.get("$ref") instanceof String reference) {
            return defined(reference.substring(DEFINITION.length()), place);
        }
        if (value.get("anyOf") instanceof List<?> forms) {
            return alternatives(forms, place);
        }
        if (value.get("const") != null) {
            return code(value.get("const").toString());
        }
        if ("array".equals(value.get("type"))) {
            return "list: " + describe(map(value.get("items")), place + "[]");
        }
        if ("object".equals(value.get("type"))
                && value.get("additionalProperties") instanceof Map) {
            return "mapping of names to: "
                    + describe(map(value.get("additionalProperties")), place + ".NAME");
        }
        if (value.isEmpty()) {
            return "any value";
        }
        return switch (String.valueOf(value.get("type"))) {
            case "integer" -> "whole number";
            case "number" -> "number";
            case "boolean" -> "`true` or `false`";
            default -> "text";
        };
    }

    private String defined(String name, String place) {
        Map<String, Object> definition = map(definitions.get(name));
        if (ELSEWHERE.contains(name)) {
            return "a mapping with the keys of a catalog row";
        }
        if (definition.get("enum") instanceof List<?> words) {
            return words.stream().map(w -> code(w.toString())).collect(Collectors.joining(", "));
        }
        if (definition.get("examples") instanceof List<?> examples) {
            return definition.get("description") + ", such as " + code(first(examples));
        }
        if (definition.get("anyOf") instanceof List<?> forms) {
            Object description = definition.get("description");
            String all = alternatives(forms, place);
            return description == null ? all : description.toString();
        }
        if (!definition.containsKey("properties")) {
            return describe(definition, place);
        }
        if (seen.add(name)) {
            sections.add(new Section(place, definition));
        }
        return "see " + code(place);
    }

    /** Mappings among them are told apart by the keys they must have. */
    private String alternatives(List<?> forms, String place) {
        List<String> words = new ArrayList<>();
        for (Object form : forms) {
            words.add(describe(map(form), place + keyed(map(form))));
        }
        return String.join(", or ", words);
    }

    private String keyed(Map<String, Object> form) {
        if (!(form.get("$ref") instanceof String reference)) {
            return "";
        }
        Map<String, Object> definition =
                map(definitions.get(reference.substring(DEFINITION.length())));
        return definition.get("required") instanceof List<?> keys
                ? keys.stream().map(Object::toString).collect(Collectors.joining(", ", " {", "}"))
                : "";
    }

    private static String limits(Map<String, Object> value) {
        if (value.get("$comment") != null) {
            return "; " + value.get("$comment");
        }
        List<String> limits = new ArrayList<>();
        addLimit(limits, "more than ", value.get("exclusiveMinimum"));
        addLimit(limits, "at least ", value.get("minimum"));
        addLimit(limits, "at most ", value.get("maximum"));
        return limits.isEmpty() ? "" : "; " + String.join(", ", limits);
    }

    private static void addLimit(List<String> limits, String words, @Nullable Object limit) {
        if (limit instanceof Number number) {
            limits.add(words + (long) number.doubleValue());
        }
    }

    private static boolean isBlank(Object form) {
        return "null".equals(map(form).get("type"));
    }

    private static String first(List<?> examples) {
        return examples.getFirst().toString();
    }

    private static String code(String words) {
        return "`" + words + "`";
    }

    private static String cell(String words) {
        return words.replace("|", "\\|");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
