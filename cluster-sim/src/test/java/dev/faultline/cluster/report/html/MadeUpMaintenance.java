package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.Maintenance;
import dev.faultline.cluster.result.RunResult.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maintenance that no platform announced, with a visit of every kind. */
final class MadeUpMaintenance {

    private static final double HOUR = 3600;

    private MadeUpMaintenance() {}

    static Maintenance result() {
        return new Maintenance(
                "migrate-first",
                "serialize-nodes",
                1,
                0,
                false,
                HOUR,
                List.of(new Point(0, 4), new Point(2 * HOUR, 0), new Point(3 * HOUR, 4)),
                2,
                1,
                1,
                1,
                2e12,
                1e12,
                3e12,
                List.of(
                        new Maintenance.Impact("training", 0.72, 0.98, 5e12),
                        new Maintenance.Impact("checkpoints", null, null, 0)),
                new Maintenance.ExtraVms(1, 2, 1, 1.5, null),
                new Maintenance.UpdateDomains(5, 0, null, 3),
                List.of(
                        visit("node/r0/n0", 0, 0.5, 1.0, "migration", true),
                        visit("node/r1/n0", 1, 1.0, 1.5, "operator", true),
                        visit("node/r1/n1", 1, 2.0, 3.0, "platform", false),
                        visit("node/r2/n1", 2, null, null, null, null)),
                List.of(
                        new Maintenance.Wave("node/r0/n0", 1, 0.5 * HOUR, HOUR, null),
                        new Maintenance.Wave("domain/1", 2, HOUR, null, 0)));
    }

    private static Maintenance.Visit visit(
            String node,
            int domain,
            @Nullable Double began,
            @Nullable Double ended,
            @Nullable String by,
            @Nullable Boolean met) {
        return new Maintenance.Visit(
                "maintenance of <b>everything</b>",
                "restart-keeping-drives",
                List.of(node),
                domain,
                domain,
                0,
                2 * HOUR,
                4 * HOUR,
                began == null ? null : began * HOUR,
                ended == null ? null : ended * HOUR,
                by,
                met,
                0,
                "platform".equals(by) ? 0 : null,
                "migration".equals(by) ? 2e12 : 0);
    }
}
