package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.RedundancyPoint;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a rebuild has done counts while it goes on, and when something else cuts it short. */
final class CutRebuildTest {

    private static final double HOUR = 3600;

    @TempDir Path folder;

    static LongStream seeds() {
        return Seeds.upTo(8);
    }

    /** A drive elsewhere is away for ten seconds, again and again: that loses nothing. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsDoneTwiceHoweverOftenItIsCut(long seed) {
        String blips =
                IntStream.range(0, 60)
                        .mapToObj(i ->
                                "{at: %d s, outage: drive/r1/n0/d0, for: 10 s}"
                                        .formatted(3640 + 20 * i))
                        .collect(Collectors.joining(", "));

        RunResult.Rebuild undisturbed = run(seed, "{at: 1 h, lose: drive/r0/n0/d0}").rebuild();
        RunResult.Rebuild cut = run(seed, "{at: 1 h, lose: drive/r0/n0/d0}, " + blips).rebuild();

        assertThat(cut.bytes()).isCloseTo(undisturbed.bytes(), withinPercentage(1e-6));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void redundancyReturnsInStepsAndAccountsForEveryByte(long seed) {
        List<RedundancyPoint> points =
                run(seed, "{at: 1 h, lose: domain/1}").redundancy().timeline();
        double stored = Arrays.stream(points.getFirst().bytesByRedundancy()).sum();

        List<RedundancyPoint> after = points.stream().filter(p -> p.atSeconds() > HOUR).toList();

        assertThat(after).hasSizeGreaterThan(8);
        assertThat(after)
                .allSatisfy(point ->
                        assertThat(
                                        Arrays.stream(point.bytesByRedundancy()).sum()
                                                + point.unavailableBytes()
                                                + point.lostBytes())
                                .isCloseTo(stored, withinPercentage(1e-9)));
    }

    private RunResult run(long seed, String events) {
        SmallSite site = SmallSite.of(seed).with("timeline: [%s]".formatted(events));
        return Run.of(site.scenario(folder), Progress.NONE);
    }
}
