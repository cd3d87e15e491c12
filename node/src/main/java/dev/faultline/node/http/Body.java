package dev.faultline.node.http;

import dev.faultline.node.http.Json.BadBody;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The JSON object that came with a request, and the only keys that it may have. */
final class Body {

    private final JsonNode object;

    private Body(JsonNode object) {
        this.object = object;
    }

    static Body parse(byte[] text, String... keys) throws BadBody {
        JsonNode object = Json.object(text);
        List<String> accepted = List.of(keys);
        for (String key : object.propertyNames()) {
            if (!accepted.contains(key)) {
                throw new BadBody(
                        accepted.isEmpty()
                                ? "no key is accepted here, and there is '%s'".formatted(key)
                                : "unknown key '%s'; accepted: %s"
                                        .formatted(key, String.join(", ", accepted)));
            }
        }
        return new Body(object);
    }

    double positiveNumber(String key) throws BadBody {
        JsonNode value = object.get(key);
        double number = value != null && value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new BadBody(
                    "%s (%s) must be a number above 0".formatted(key, value == null ? "-" : value));
        }
        return number;
    }

    /** The constant that a word names; the absent one where there is none, which null forbids. */
    <E extends Enum<E>> E word(String key, E[] accepted, @Nullable E absent) throws BadBody {
        JsonNode value = object.get(key);
        if (value == null && absent != null) {
            return absent;
        }
        for (E constant : accepted) {
            if (value != null
                    && value.isString()
                    && Words.of(constant).equals(value.stringValue())) {
                return constant;
            }
        }
        String words = Arrays.stream(accepted).map(Words::of).collect(Collectors.joining(", "));
        throw new BadBody(
                "%s (%s) must be one of: %s".formatted(key, value == null ? "-" : value, words));
    }

    String text(String key, String absent) throws BadBody {
        JsonNode value = object.get(key);
        if (value == null) {
            return absent;
        }
        if (!value.isString()) {
            throw new BadBody("%s (%s) must be a text".formatted(key, value));
        }
        return value.stringValue();
    }

    long wholeNumber(String key, long absent, long least, long most) throws BadBody {
        JsonNode value = object.get(key);
        if (value == null) {
            return absent;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw new BadBody(
                    "%s (%s) must be a whole number from %d to %d"
                            .formatted(key, value, least, most));
        }
        return value.longValue();
    }
}
