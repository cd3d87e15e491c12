package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Six nodes with two write-buffer drives of 100 GB and 1 GB/s, and drives for stripes that write
 * 0.5 GB/s. Each byte is buffered twice, read back once, and written as 5/3 in 3+2.
 */
final class BufferDrivesTest {

    private static final String TWO = "topology.nodes.storage.server.write-buffer.count=2";

    @TempDir Path folder;

    static LongStream seeds() {
        return Seeds.upTo(10);
    }

    /**
     * 12 GB/s of buffer drives serve 4 GB/s; the 24 drives would take 24 x 0.5 x 3/5 = 7.2 GB/s.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    lose: buffer/*/*/b0                                  | 2e9                | 2e9
                    lose: buffer/r0/*                                    | 3.333333333333333e9 | 3.333333333333333e9
                    lose: random 3 buffers                               | 3e9                | 3e9
                    lose: buffer/*                                       | 0                  | 0
                    outage: 'buffer/*/*/b1', for: 10 min                 | 2e9                | 4e9
                    outage: buffer/*, for: 10 min                        | 0                  | 4e9
                    slow: buffer/*, factor: 3, for: 10 min               | 1.333333333333333e9 | 4e9
                    slow: buffer/r2/n0/b1, factor: 3, for: 10 min        | 2.666666666666667e9 | 4e9
                    slow: rack/2, factor: 3, for: 10 min                 | 1.333333333333333e9 | 4e9
                    degrade: buffer/r2/n0/*, to: 25 %, for: 10 min       | 1e9                | 4e9
                    """)
    void writesGoAsFastAsTheBufferDrivesThatWorkLetThem(
            String event, double meanwhile, double afterwards) {
        RunResult result =
                run(
                        4,
                        """
                        foreground: [{name: log, writes: 6 GB/s}]
                        timeline: [{at: 10 min, %s}]
                        until: 1 h
                        """
                                .formatted(event));

        List<Point> served = result.foreground().getFirst().timeline();
        assertThat(at(served, 0)).isCloseTo(4e9, within(1.0));
        assertThat(at(served, 601)).isCloseTo(meanwhile, within(1.0));
        assertThat(at(served, 1201)).isCloseTo(afterwards, within(1.0));
        assertNoStripeIsConcerned(result);
    }

    @Test
    void aReplacedBufferDriveTakesWritesAgain() {
        RunResult result =
                run(
                        4,
                        """
                        foreground: [{name: log, writes: 6 GB/s}]
                        timeline:
                          - {at: 10 min, lose: buffer/*/*/b0}
                          - {at: 20 min, replace: buffer/r0..2/*}
                          - {at: 30 min, replace: buffer/*}
                        until: 1 h
                        """);

        List<Point> served = result.foreground().getFirst().timeline();
        assertThat(at(served, 601)).isCloseTo(2e9, within(1.0));
        // 3 x 2 + 3 x 1 drives of 1 GB/s.
        assertThat(at(served, 1201)).isCloseTo(3e9, within(1.0));
        assertThat(at(served, 1801)).isCloseTo(4e9, within(1.0));
        RunResult.Fault fault = result.faults().getFirst();
        assertThat(fault.what()).isEqualTo("lose buffer/*/*/b0");
        assertThat(fault.drives()).isZero();
        assertThat(fault.bufferDrives()).isEqualTo(6);
        assertThat(result.site().changes())
                .extracting(RunResult.StateChange::part, RunResult.StateChange::state)
                .startsWith(tuple("buffer/r0/n0/b0", "lost"))
                .endsWith(tuple("buffer/r5/n0/b1", "works"));
    }

    /**
     * One drive for stripes in each node: 6 x 0.5 x 3/5 = 1.8 GB/s are destaged. Of 2 GB/s, 0.2
     * GB/s stay in the buffer: 80 % of 12 x 100 GB in two copies are 480 GB, of half of them 240
     * GB.
     */
    @ParameterizedTest(name = "lost at {0} s")
    @CsvSource({"600, 1200", "1800, 1800"})
    void whatIsBufferedStaysBufferedWhenDrivesAreLost(int lostAt, int fullAt) {
        RunResult result =
                run(
                        1,
                        """
                        foreground: [{name: log, writes: 2 GB/s}]
                        timeline:
                          - {at: %d s, lose: buffer/*/*/b0}
                          - {at: 2400 s, replace: buffer/*}
                        until: 1 h
                        """
                                .formatted(lostAt));

        List<Point> served = result.foreground().getFirst().timeline();
        assertThat(at(served, fullAt - 1)).isCloseTo(2e9, within(1.0));
        assertThat(at(served, fullAt + 1)).isCloseTo(1.8e9, within(1.0));
        assertThat(at(served, 2401)).isCloseTo(2e9, within(1.0));
        // What was buffered when it became full is still there: the rest fills at 0.2 GB/s. With
        // 240 GB (or 360 GB, 0.2 x 1800) that is 1200 s (or 600 s) more.
        int again = 2400 + (lostAt == 600 ? 1200 : 600);
        assertThat(at(served, again - 1)).isCloseTo(2e9, within(1.0));
        assertThat(result.foreground().getFirst().mean())
                .isCloseTo(
                        (2e9 * (fullAt + again - 2400) + 1.8e9 * (2400 - fullAt + 3600 - again))
                                / 3600,
                        within(1e4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    lose: buffer/r9/*                     | timeline[0]: 'buffer/r9/*' selects 0 parts
                    lose: buffer/r0/n0/b2                 | 24 drives and 12 write-buffer drives (2 in each node of storage)
                    lose: random 13 buffers               | 'random 13 buffers' selects 12 parts
                    lose: buffer/r0/n0/d0                 | buffer/r3/n4/b0
                    degrade: 'buffer/*', to: 10 Gb/s      | a rate is for NICs; for a buffer say a share
                    """)
    void selectorsThatMatchNothingSayWhatIsThere(String event, String message) {
        String lines = "timeline: [{at: 1 h, %s}]".formatted(event);

        assertThatThrownBy(() -> run(4, lines)).hasMessageContaining(message);
    }

    @Test
    void whereTheBufferLiesOnTheDrivesForStripesThatIsSaid() throws IOException {
        Path file = folder.resolve("vm.yaml");
        Files.writeString(
                file,
                """
                name: no drives for a buffer
                topology: %s
                timeline: [{at: 1 h, lose: buffer/*}]
                """
                        .formatted(Shipped.home().resolve("topologies/gcp-z3-8-domains.yaml")));

        assertThatThrownBy(() -> SmallSite.read(file))
                .hasMessageContaining("vm.yaml:3:")
                .hasMessageContaining("'buffer/*' selects 0 parts")
                .hasMessageContaining(
                        "no write-buffer drives (the write buffer lies on the drives that hold stripes)");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void losingBufferDrivesNeverLetsMoreBeWritten(long seed) {
        String load = "foreground: [{name: log, writes: 20 GB/s}]\nuntil: 3 h\n";
        int lost = 1 + (int) (seed % 5);
        String losses = "timeline: [{at: 20 min, lose: random %d buffers}]\n".formatted(lost);

        RunResult with = run(SmallSite.of(seed).with(load));
        RunResult without = run(SmallSite.of(seed).with(load + losses));

        assertThat(without.foreground().getFirst().mean())
                .as("%d lost of %s", lost, SmallSite.of(seed))
                .isLessThanOrEqualTo(with.foreground().getFirst().mean() * (1 + 1e-9));
    }

    private RunResult run(SmallSite site) {
        return Run.of(site.scenario(folder), Progress.NONE);
    }

    private static void assertNoStripeIsConcerned(RunResult result) {
        assertThat(result.rebuild().bytes()).isZero();
        assertThat(result.loss().bytes()).isZero();
        assertThat(result.loss().unavailableBytes()).isZero();
        assertThat(result.redundancy().minimum()).isEqualTo(2);
        assertThat(result.redundancy().timeline()).hasSize(1);
        assertThat(result.faults().getFirst().strips()).isZero();
    }

    private RunResult run(int drives, String rest) {
        SmallSite site =
                new SmallSite(6, 1, 1, drives, 2, 1, "{code: 3+2}", 1, 1, "{share: 30 %}", rest);
        return Run.of(site.scenario(folder, TWO), Progress.NONE);
    }

    /** The value that holds at a time. */
    private static double at(List<Point> points, double seconds) {
        return points.stream()
                .filter(point -> point.atSeconds() <= seconds)
                .reduce((before, after) -> after)
                .orElseThrow()
                .value();
    }
}
