package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.RunResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results as the page carries them: JSON, gzipped, in base 64, so that nothing in a result can be
 * read as markup.
 *
 * <p>Samples of load are written as the difference to the sample before, which compresses far
 * better: parts change seldom.
 */
final class EmbeddedData {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private EmbeddedData() {}

    static String of(List<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new BestGzip(bytes)) {
            JSON.writeValue(zipped, results.stream().map(SampleDeltas::applied).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
