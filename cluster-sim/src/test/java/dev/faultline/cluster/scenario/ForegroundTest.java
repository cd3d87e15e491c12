package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.Point;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six nodes with one drive of 0.5 GB/s (writing) and one buffer drive of 100 GB and 1 GB/s. */
final class ForegroundTest {

    @TempDir Path folder;

    @Test
    void writesGoOnAtFullRateUntilTheBufferIsFullAndThenAtThatOfTheDrives() {
        SmallSite site =
                site(
                        """
                        foreground: [{name: log, writes: 2 GB/s}]
                        until: 1 h
                        """);

        RunResult result = Run.of(site.scenario(folder), Progress.NONE);

        // Drives: 6 x 0.5 GB/s, 5/3 bytes for each of the clients' in 3+2: 1.8 GB/s.
        assertThat(result.throughput().writeBytesPerSecond()).isCloseTo(1.8e9, within(1.0));
        assertThat(result.throughput().writeBottleneck()).isEqualTo("drive media");
        // Buffer media: 2 GB/s twice and 1.8 GB/s read back are 5.8 of 6 GB/s, so destaging keeps
        // its
        // rate. 80 % of 6 x 100 GB in two copies hold 240 GB, which fill at 0.2 GB/s in 1200 s.
        List<Point> served = result.foreground().getFirst().timeline();
        assertThat(served).hasSize(2);
        assertThat(served.getFirst().value()).isCloseTo(2e9, within(1.0));
        assertThat(served.getLast().atSeconds()).isCloseTo(1200, within(1e-3));
        assertThat(served.getLast().value()).isCloseTo(1.8e9, within(1.0));
        // (2 x 1200 + 1.8 x 2400) / 3600 GB/s.
        assertThat(result.foreground().getFirst().mean()).isCloseTo(6.72e12 / 3600, within(1e4));
    }

    @Test
    void withoutAnyFrontEndNobodyIsServed() {
        SmallSite site =
                site(
                        """
                        foreground:
                          - {name: in, writes: 100 MB/s}
                          - {name: out, reads: 100 MB/s}
                        timeline: [{at: 10 min, outage: rack/*, for: 5 min}]
                        until: 1 h
                        """);

        RunResult result = Run.of(site.scenario(folder), Progress.NONE);

        for (RunResult.Foreground load : result.foreground()) {
            assertThat(load.minimum()).as(load.name()).isZero();
            // 5 of 60 minutes without.
            assertThat(load.mean()).isCloseTo(100e6 * 55 / 60, within(1.0));
        }
        assertThat(result.loss().unavailableSeconds()).isEqualTo(300);
        assertThat(result.loss().unavailableBytes())
                .isCloseTo(result.capacity().storedBytes(), within(1.0));
    }

    private static SmallSite site(String rest) {
        return new SmallSite(6, 1, 1, 1, 2, 1, "{code: 3+2}", 1, 1, "{share: 30 %}", rest);
    }
}
