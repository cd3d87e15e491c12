package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.RunResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One or several results as one HTML file that needs no network: page, style, script, chart library
 * and data inlined. Several results become tabs, with a comparison in front.
 *
 * <p>About 1.2 MB are the chart library and the page; a result adds what its history compresses to.
 */
public final class HtmlReport {

    private HtmlReport() {}

    /**
     * The text of the file, to be written as UTF-8.
     *
     * @param results at least one
     */
    public static String text(List<RunResult> results) {
        if (results.isEmpty()) {
            throw new IllegalArgumentException("a report needs at least one result");
        }
        Map<String, String> parts =
                Map.of(
                        "title", Markup.text(title(results)),
                        "style", PageParts.style(),
                        "charts", PageParts.charts(),
                        "charts-version", PageParts.chartsVersion(),
                        "script", PageParts.script(),
                        "data", EmbeddedData.of(results));
        return Markup.fill(PageParts.page(), parts);
    }

    private static String title(List<RunResult> results) {
        return results.stream()
                .map(RunResult::scenario)
                .distinct()
                .collect(Collectors.joining(", ", "", " · Faultline"));
    }
}
