package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.RunResult;
import java.util.List;
import java.util.stream.Collectors;

/** One or several runs as a page. Several become tabs, with a comparison in front. */
public final class HtmlReport {

    private static final List<String> SCRIPTS =
            List.of(
                    "series.js",
                    "site.js",
                    "layout.js",
                    "words.js",
                    "charts.js",
                    "flows.js",
                    "racks.js",
                    "map.js",
                    "player.js",
                    "durability.js",
                    "sections.js",
                    "maintenance.js",
                    "compare.js",
                    "page.js");

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
        return new HtmlPage(title(results), SCRIPTS)
                .with(results.stream().map(SampleDeltas::applied).toList());
    }

    private static String title(List<RunResult> results) {
        return results.stream()
                .map(RunResult::scenario)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
