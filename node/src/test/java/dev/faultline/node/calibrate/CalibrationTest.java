package dev.faultline.node.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.Confidence;
import dev.faultline.node.hardware.CpuSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    /** Each look at the clock is half a second later. */
    private static final long TICK_NANOS = 500_000_000;

    private final List<String> progress = new ArrayList<>();
    private long nowNanos;

    @Test
    void countsBytesOverTimeAndKeepsToItsBudget() {
        Calibration calibration = new Calibration(this::tick, progress::add, 1024);

        HostRates rates = calibration.measure(Duration.ofSeconds(300));

        // A run takes a tick: 28 strips of 1 KiB in 0.5 s are 56 KiB/s; 4 lost strips are 8 KiB/s.
        double kibibyte = 1024;
        assertThat(rates.rates())
                .containsEntry("encode 28+4", 56 * kibibyte)
                .containsEntry("decode 4 lost of 28+4", 8 * kibibyte)
                .containsEntry("repair 1 lost of 28+4/local 4", 2 * kibibyte)
                .containsEntry("encode 146+4", 292 * kibibyte)
                .hasSizeBetween(8, 9);
        // 56 KiB/s times 4 parities, or 8 KiB/s times 28 helpers: the same here.
        assertThat(rates.multiplyAccumulateBytesPerSecond()).isEqualTo(224 * kibibyte);
        assertThat(rates.checksumBytesPerSecond()).isEqualTo(2 * kibibyte);
        assertThat(progress).startsWith("warming up, 120 s", "encode 28+4");
        // The budget, and at most one measure of 20 s that began within it, and its last slot of 4
        // s.
        assertThat(nowNanos).isLessThanOrEqualTo((600 + 40 + 10) * TICK_NANOS);
    }

    @Test
    void leavesOutTheLastMeasuresWhenTimeRunsOut() {
        Calibration calibration = new Calibration(this::tick, progress::add, 1024);

        HostRates rates = calibration.measure(Duration.ofNanos(TICK_NANOS));

        assertThat(rates.rates())
                .containsOnlyKeys("encode 28+4", "decode 4 lost of 28+4", "checksum CRC32C");
        assertThat(rates.multiplyAccumulateBytesPerSecond()).isPositive();
        assertThat(rates.checksumBytesPerSecond()).isPositive();
    }

    @Test
    void printsARowThatTheCatalogReads(@TempDir Path folder) throws IOException {
        HostRates rates =
                new HostRates(
                        "vector 512 bits", 1 << 20, Map.of("encode 28+4", 12.6e9), 50.4e9, 20.5e9);

        String yaml = CpuRow.yaml(rates, CpuRow.host(), "2026-01-31");
        Files.writeString(folder.resolve("cpus.yaml"), yaml);
        CpuSpec cpu = Catalog.load(folder).cpus().get("this-host");

        assertThat(cpu.multiplyAccumulateBytesPerSecond())
                .isCloseTo(50.4e9, Percentage.withPercentage(1));
        assertThat(cpu.checksumBytesPerSecond()).isCloseTo(20.5e9, Percentage.withPercentage(1));
        assertThat(cpu.confidence()).isEqualTo(Confidence.MEASURED);
        assertThat(cpu.source()).contains("2026-01-31").contains("JDK " + Runtime.version());
        assertThat(yaml).contains("#   encode 28+4                      12.6 GB/s\n");
    }

    private long tick() {
        nowNanos += TICK_NANOS;
        return nowNanos;
    }
}
