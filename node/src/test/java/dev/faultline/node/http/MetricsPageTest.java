package dev.faultline.node.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class MetricsPageTest {

    @Test
    void showsTheNodeInBaseUnits() {
        String page = page(new FakeNode());

        assertThat(page)
                .contains("# TYPE faultline_requests_total counter")
                .contains("faultline_requests_total{operation=\"read\"} 11.0")
                .contains("faultline_drive_capacity_bytes{drive=\"3\"} 1.2288E14")
                .contains("faultline_drive_state{drive=\"0\",state=\"healthy\"} 1.0")
                .contains("faultline_drive_state{drive=\"0\",state=\"failed\"} 0.0")
                .contains("faultline_queue_used_requests{queue=\"ring\"} 17.0")
                .contains("faultline_queue_used_bytes{queue=\"write-buffer\"} 1048576.0")
                .contains("faultline_stripes{redundancy=\"1\"} 7.0")
                .contains("faultline_rebuild_progress_ratio 0.25")
                .contains("server=\"ebox-\\\"quoted\\\"\\\\1u\"");
    }

    @Test
    void showsLatenciesAsCumulativeBuckets() {
        // the fake has had one look: ten reads of 115 us and one of 2 ms
        String page = page(new FakeNode());

        String reads = "faultline_stage_duration_seconds_";
        assertThat(page)
                .contains(reads + "bucket{stage=\"read\",le=\"1.0E-4\"} 0")
                .contains(reads + "bucket{stage=\"read\",le=\"1.5E-4\"} 10")
                .contains(reads + "bucket{stage=\"read\",le=\"0.0015\"} 10")
                .contains(reads + "bucket{stage=\"read\",le=\"0.0022\"} 11")
                .contains(reads + "bucket{stage=\"read\",le=\"+Inf\"} 11")
                .contains(reads + "count{stage=\"read\"} 11")
                .contains(reads + "count{stage=\"write\"} 0");
    }

    @Test
    void countsEveryLatencyOnce() {
        Histogram nanos = new Histogram(3_600_000_000_000L, 3);
        for (long value = 1; value < 3_000_000_000_000L; value *= 3) {
            nanos.recordValue(value);
        }

        long[] counts = LatencyBuckets.counts(nanos);

        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        assertThat(sum).isEqualTo(nanos.getTotalCount());
        // 3^k: six values up to 1 us (1, 3, 9, 27, 81, 243, 729 are seven), and those above 68 s
        assertThat(counts[0]).isEqualTo(7);
        assertThat(counts[counts.length - 1]).isEqualTo(4);
        assertThat(counts.length).isEqualTo(LatencyBuckets.upperSeconds().length);
    }

    @Test
    void promtoolFindsNothingToComplainAbout() throws Exception {
        Optional<Path> promtool = Tools.find("promtool");
        assumeTrue(promtool.isPresent(), "promtool (Debian package prometheus) is not installed");
        Process check =
                new ProcessBuilder(promtool.orElseThrow().toString(), "check", "metrics")
                        .redirectErrorStream(true)
                        .start();

        try (var input = check.getOutputStream()) {
            input.write(MetricsPage.of(busyNode()).body());
        }
        String complaints = new String(check.getInputStream().readAllBytes(), UTF_8);

        assertThat(check.waitFor()).as(complaints).isZero();
        assertThat(complaints).isEmpty();
    }

    private static FakeNode busyNode() {
        FakeNode node = new FakeNode();
        node.control().slow(1, 3);
        node.control().fail(2);
        node.loseRows(3);
        return node;
    }

    private static String page(FakeNode node) {
        return new String(MetricsPage.of(node).body(), UTF_8);
    }
}
