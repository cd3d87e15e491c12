package dev.faultline.cluster.report;

import dev.faultline.cluster.result.RunResult;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Results as JSON: one object, or a list where there are several. */
public final class JsonReport {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonReport() {}

    /** The text, without a line end. */
    public static String text(List<RunResult> results) {
        return results.size() == 1
                ? MAPPER.writeValueAsString(results.getFirst())
                : MAPPER.writeValueAsString(results);
    }

    /** Any other result record, without a line end. */
    public static String of(Object result) {
        return MAPPER.writeValueAsString(result);
    }
}
