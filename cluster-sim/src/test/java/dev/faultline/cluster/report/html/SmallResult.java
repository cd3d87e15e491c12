package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.RunResult;

/** The made-up result of the lab, for tests of other packages. */
public final class SmallResult {

    private SmallResult() {}

    public static RunResult result() {
        return MadeUpRun.lab().result();
    }
}
