package dev.faultline.node.config;

import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Scalar;
import dev.faultline.node.config.Located.Sequence;
import java.util.stream.Collectors;

/** A tree as one line of YAML, which reads as the same tree: {@code {code: 28+4}}. */
final class FlowText {

    private FlowText() {}

    static String of(Located node) {
        return switch (node) {
            case Scalar scalar -> scalar(scalar);
            case Sequence list ->
                    list.items().stream()
                            .map(FlowText::of)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Mapping mapping ->
                    mapping.entries().entrySet().stream()
                            .map(entry ->
                                    text(entry.getKey()) + ": " + of(entry.getValue().value()))
                            .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private static String scalar(Scalar scalar) {
        return scalar.quoted() && isWordFor(scalar.text())
                ? quoted(scalar.text())
                : text(scalar.text());
    }

    /** What plain text would mean something else. */
    private static boolean isWordFor(String text) {
        return text.isEmpty() || text.equals("null") || text.equals("~");
    }

    private static String text(String text) {
        return text.isEmpty() || text.matches("[A-Za-z0-9~./][A-Za-z0-9 ~%_.+*()/-]*")
                ? text
                : quoted(text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
