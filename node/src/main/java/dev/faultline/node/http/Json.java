package dev.faultline.node.http;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON; the one place that knows the library. */
final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Json() {}

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Reads one object; an empty text is an empty object. */
    static JsonNode object(byte[] text) throws BadBody {
        if (text.length == 0) {
            return MAPPER.createObjectNode();
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            if (!node.isObject()) {
                throw new BadBody("the body must be one JSON object");
            }
            return node;
        } catch (JacksonException e) {
            throw new BadBody("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** A body that says something other than what is accepted. */
    static final class BadBody extends Exception {
        private static final long serialVersionUID = 1;

        BadBody(String message) {
            super(message);
        }
    }
}
