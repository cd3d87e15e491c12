package dev.faultline.node.metadata;

import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How JSON is read and written here. */
final class Json {

    private static final JsonMapper COMPACT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final JsonMapper INDENTED =
            COMPACT.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static byte[] write(Tree tree) {
        return write(tree, UnaryOperator.identity());
    }

    static byte[] write(Tree tree, UnaryOperator<String> naming) {
        return COMPACT.writeValueAsBytes(tree.plain(naming));
    }

    static byte[] writeIndented(Tree tree) {
        return INDENTED.writeValueAsBytes(tree.plain(UnaryOperator.identity()));
    }

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException when it is not JSON
     */
    static JsonNode read(byte[] text) {
        try {
            return COMPACT.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the body is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
