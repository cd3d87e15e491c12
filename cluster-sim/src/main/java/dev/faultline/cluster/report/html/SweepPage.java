package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.SweepResult;
import java.util.List;

/** A sweep as a page: a heat map, and every row. */
public final class SweepPage {

    private static final List<String> SCRIPTS = List.of("amounts.js", "heat.js", "sweep.js");

    private SweepPage() {}

    /** The text of the file, to be written as UTF-8. */
    public static String text(SweepResult result) {
        return new HtmlPage(result.name(), SCRIPTS).with(result);
    }
}
