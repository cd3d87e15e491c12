package dev.faultline.node.http;

import dev.faultline.node.control.DriveState;
import dev.faultline.node.control.DriveStatus;
import dev.faultline.node.control.NodeStatus;
import dev.faultline.node.control.RebuildStatus;
import dev.faultline.node.control.RedundancyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a node is, in one word and in sentences.
 *
 * @param status {@code ok}; {@code degraded}: all data can be read, and something is missing, slow
 *     or full; {@code data-lost}: some cannot be read any more
 * @param reasons why it is not {@code ok}
 */
record Health(String status, List<String> reasons) {

    static Health of(NodeStatus node) {
        RedundancyStatus redundancy = node.redundancy();
        List<String> reasons = new ArrayList<>();
        String trouble = node.trouble();
        if (trouble != null) {
            reasons.add("nothing can be written to the drives: " + trouble);
        }
        for (DriveStatus drive : node.drives()) {
            if (drive.state() != DriveState.HEALTHY) {
                reasons.add("drive %d is %s".formatted(drive.index(), Words.of(drive.state())));
            }
        }
        long exposed = exposedRows(redundancy);
        if (exposed > 0) {
            reasons.add("%d stripes have less than full redundancy".formatted(exposed));
        }
        RebuildStatus rebuild = node.rebuild();
        if (rebuild.active()) {
            reasons.add(
                    String.format(
                            Locale.ROOT, "a rebuild is %.1f %% done", 100 * rebuild.progress()));
        }
        if (redundancy.lostRows() > 0) {
            reasons.add(
                    0,
                    "%d bytes in %d stripes are lost"
                            .formatted(redundancy.lostBytes(), redundancy.lostRows()));
            return new Health("data-lost", reasons);
        }
        return new Health(reasons.isEmpty() ? "ok" : "degraded", reasons);
    }

    boolean dataLost() {
        return status.equals("data-lost");
    }

    private static long exposedRows(RedundancyStatus redundancy) {
        List<Long> rows = redundancy.rowsByRedundancy();
        return rows.subList(0, Math.max(0, rows.size() - 1)).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
