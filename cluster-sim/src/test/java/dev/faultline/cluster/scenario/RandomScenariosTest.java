package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.Point;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every run, on small sites with timelines that follow from a seed. */
final class RandomScenariosTest {

    /** Sums of a few thousand doubles. */
    private static final double EXACT = 1e-9;

    @TempDir Path folder;

    static LongStream seeds() {
        return Seeds.upTo(25);
    }

    static LongStream fewerSeeds() {
        return Seeds.upTo(8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsAccountOfEveryByteAtEveryTime(long seed) {
        SmallSite site = SmallSite.of(seed).withRandomEvents(4);

        RunResult result = run(site);

        double stored = result.capacity().storedBytes();
        assertThat(result.redundancy().timeline())
                .as("redundancy of %s", site)
                .isNotEmpty()
                .allSatisfy(point ->
                        assertThat(
                                        Arrays.stream(point.bytesByRedundancy()).sum()
                                                + point.unavailableBytes()
                                                + point.lostBytes())
                                .isCloseTo(stored, within(EXACT * stored)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingHappensBeforeItsCauseOrAgainstTheClock(long seed) {
        SmallSite site = SmallSite.of(seed).withRandomEvents(4);

        RunResult result = run(site);

        RunResult.Rebuild rebuild = result.rebuild();
        double firstLoss =
                result.faults().stream()
                        .filter(fault -> fault.kind().equals("lose"))
                        .mapToDouble(fault -> fault.atSeconds() + 30)
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
        double firstOutage =
                result.faults().stream()
                        .filter(fault -> fault.kind().equals("outage"))
                        .mapToDouble(fault -> fault.atSeconds() + 15 * 60)
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
        double start =
                rebuild.startSeconds() == null ? Double.POSITIVE_INFINITY : rebuild.startSeconds();
        assertThat(start)
                .as(site.toString())
                .isGreaterThanOrEqualTo(Math.min(firstLoss, firstOutage));
        assertInOrder(rebuild.timeline(), result.simulatedSeconds());
        result.utilisation()
                .forEach(use -> assertInOrder(use.timeline(), result.simulatedSeconds()));
        assertThat(result.redundancy().timeline())
                .extracting(RunResult.RedundancyPoint::atSeconds)
                .isSorted();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noRebuildBeatsItsLowerBoundAndNoResourceGivesMoreThanItHas(long seed) {
        SmallSite site = SmallSite.of(seed).withRandomEvents(4);

        RunResult result = run(site);

        RunResult.Rebuild rebuild = result.rebuild();
        assertThat(rebuild.seconds())
                .as(site.toString())
                .isGreaterThanOrEqualTo(rebuild.lowerBoundSeconds() * (1 - EXACT));
        assertThat(result.utilisation())
                .allSatisfy(use -> assertThat(use.peak()).isLessThanOrEqualTo(1 + EXACT));
        // What is re-created is what its rate adds up to.
        assertThat(integral(rebuild.timeline(), result.simulatedSeconds()))
                .isCloseTo(rebuild.bytes(), within(1e-6 * rebuild.bytes() + 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatOneFaultTakesIsRecreatedOrNamedAsMissing(long seed) {
        String[] faults = {"drive/r1/n0/d0", "node/r2/n0", "rack/3", "domain/1", "random 2 drives"};
        String parts = faults[(int) (seed % faults.length)];
        SmallSite site =
                SmallSite.of(seed).with("timeline: [{at: 1 h, lose: %s}]".formatted(parts));

        RunResult result = run(site);

        RunResult.Rebuild rebuild = result.rebuild();
        double taken = result.faults().getFirst().bytes();
        // The code survives each of these, so every strip that is gone comes back somewhere.
        assertThat(result.loss().bytes()).isZero();
        assertThat(rebuild.bytes() + rebuild.unrestoredBytes())
                .as(site.toString())
                .isCloseTo(taken, within(EXACT * taken));
        assertThat(rebuild.finished()).isEqualTo(rebuild.unrestoredBytes() == 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewerSeeds")
    void isAFunctionOfItsFilesAndSeed(long seed) {
        SmallSite site = SmallSite.of(seed).withRandomEvents(3);

        RunResult once = run(site);
        RunResult again = run(site);
        RunResult other = Run.of(site.scenario(folder, "seed=" + (seed + 99)), Progress.NONE);

        assertThat(again.digest()).as(site.toString()).isEqualTo(once.digest());
        assertThat(again.rebuild()).isEqualTo(once.rebuild());
        assertThat(again.utilisation()).isEqualTo(once.utilisation());
        assertThat(other.digest().equals(once.digest()))
                .as("a history of %s without erasures looks the same from every seed", site)
                .isEqualTo(once.redundancy().timeline().size() == 1);
    }

    private RunResult run(SmallSite site) {
        return Run.of(site.scenario(folder), Progress.NONE);
    }

    private static void assertInOrder(List<Point> points, double endSeconds) {
        assertThat(points).extracting(Point::atSeconds).isSorted();
        assertThat(points)
                .allSatisfy(point -> assertThat(point.atSeconds()).isBetween(0.0, endSeconds));
    }

    private static double integral(List<Point> points, double endSeconds) {
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            double until = i + 1 < points.size() ? points.get(i + 1).atSeconds() : endSeconds;
            sum += points.get(i).value() * (until - points.get(i).atSeconds());
        }
        return sum;
    }
}
