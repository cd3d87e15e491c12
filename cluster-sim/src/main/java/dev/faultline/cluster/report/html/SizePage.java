package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.SizeResult;
import java.util.List;

/** A sizing as a page: the candidates, what binds each, and what inputs do to the best. */
public final class SizePage {

    private static final List<String> SCRIPTS = List.of("amounts.js", "tornado.js", "size.js");

    private SizePage() {}

    /** The text of the file, to be written as UTF-8. */
    public static String text(SizeResult result) {
        return new HtmlPage(result.name(), SCRIPTS).with(result);
    }
}
