package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.SweepResult;

/** A sweep as a page. */
public final class SweepPage {

    private SweepPage() {}

    public static String text(SweepResult result) {
        throw new UnsupportedOperationException(result.name());
    }
}
