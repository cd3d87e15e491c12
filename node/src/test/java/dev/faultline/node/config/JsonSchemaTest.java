package dev.faultline.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.units.DataSize;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JsonSchemaTest {

    enum Kind {
        FRONT_END,
        ENCLOSURE
    }

    sealed interface Data {}

    @Word("auto")
    record Auto() implements Data {}

    @Doc("as many parity strips")
    record Parity(@Positive int parity) implements Data {}

    @Plain
    record Named(String name) implements Data {}

    record Top(
            @Doc("what it is called") String name,
            @Min("1") @Max("9") int count,
            @Doc("size of each") @Nullable DataSize size,
            @Default("enclosure") Kind kind,
            List<Data> data,
            Map<String, Double> shares) {}

    private static Object at(Object node, String... path) {
        Object found = node;
        for (String key : path) {
            found =
                    found instanceof List<?> list
                            ? list.get(Integer.parseInt(key))
                            : Objects.requireNonNull(((Map<?, ?>) found).get(key), key);
        }
        return Objects.requireNonNull(found);
    }

    private final Map<String, Object> schema = JsonSchema.of(Top.class);

    @Test
    void namesTheDialectAndClosesTheObject() {
        assertThat(schema)
                .containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema")
                .containsEntry("type", "object")
                .containsEntry("additionalProperties", false);
        assertThat(at(schema, "properties"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsOnlyKeys("name", "count", "size", "kind", "data", "shares", "include");
    }

    @Test
    void requiresWhatBindingRequiresUnlessAnotherFileMayGiveIt() {
        assertThat(at(schema, "if", "required")).isEqualTo(List.of("include"));
        assertThat(at(schema, "else", "required"))
                .isEqualTo(List.of("name", "count", "data", "shares"));
    }

    @Test
    void describesUnitsLimitsAndDefaults() {
        assertThat(at(schema, "properties", "name", "description")).isEqualTo("what it is called");
        assertThat(at(schema, "properties", "count", "minimum")).isEqualTo(1.0);
        assertThat(at(schema, "properties", "count", "maximum")).isEqualTo(9.0);
        assertThat(at(schema, "properties", "kind", "default")).isEqualTo("enclosure");
        assertThat(at(schema, "properties", "size", "anyOf", "1", "type")).isEqualTo("null");
        assertThat(at(schema, "$defs", "Kind", "enum"))
                .isEqualTo(List.of("front-end", "enclosure"));
        String pattern = (String) at(schema, "$defs", "DataSize", "pattern");
        assertThat("122.88 TB").matches(pattern);
        assertThat("122.88").doesNotMatch(pattern);
    }

    @Test
    void offersEveryAlternative() {
        assertThat(at(schema, "properties", "data", "items", "$ref")).isEqualTo("#/$defs/Data");
        assertThat(at(schema, "$defs", "Data", "anyOf", "0", "const")).isEqualTo("auto");
        assertThat(at(schema, "$defs", "Data", "anyOf", "1", "$ref")).isEqualTo("#/$defs/Parity");
        assertThat(at(schema, "$defs", "Parity", "properties", "parity", "exclusiveMinimum"))
                .isEqualTo(0.0);
        assertThat(at(schema, "$defs", "Parity", "required")).isEqualTo(List.of("parity"));
        assertThat(at(schema, "$defs", "Named", "type"))
                .isEqualTo(List.of("string", "number", "boolean"));
    }
}
