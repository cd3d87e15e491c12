package dev.faultline.cluster.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A page of any kind as one HTML file that needs no network: frame, style, scripts, chart library
 * and data inlined. What a page shows is in scripts of its own, the last of which hands {@code
 * faultline.shell.begin} a function that builds the page from the data.
 *
 * <p>About 1.2 MB are the chart library and the shell; the data adds what it compresses to.
 *
 * @param title of the window, without the program's name
 * @param scripts the page's own, in the order in which they build on each other
 */
record HtmlPage(String title, List<String> scripts) {

    /**
     * The text of the file, to be written as UTF-8.
     *
     * @param data records, lists and maps; the script gets them as JSON
     */
    String with(Object data) {
        List<String> all = new ArrayList<>(PageParts.SHELL);
        all.addAll(scripts);
        Map<String, String> parts =
                Map.of(
                        "title", Markup.text(title + " · Faultline"),
                        "style", PageParts.style(),
                        "charts", PageParts.charts(),
                        "charts-version", PageParts.chartsVersion(),
                        "script", PageParts.script(all),
                        "data", EmbeddedData.of(data));
        return Markup.fill(PageParts.page(), parts);
    }
}
