package dev.faultline.cluster.report;

import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a result record as a JSON file: numbers in base units, components as they are named. */
public final class JsonFile {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonFile() {}

    /** Writes the record; throws {@link tools.jackson.core.JacksonException} when it cannot. */
    public static void write(Path file, Object result) {
        MAPPER.writeValue(file, result);
    }
}
