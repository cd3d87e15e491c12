package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.result.RunResult;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How well waves stand for groups that are rebuilt one by one. All groups of a wave go on at the
 * pace of its busiest resource. With all waves under way that makes no difference: the busiest
 * resource of the whole rebuild is busy throughout, either way. With fewer, drives that one set of
 * waves happens to ask little of idle meanwhile, and waves take longer than groups would.
 */
final class WavesAgainstGroupsTest {

    /** What waves may take longer when the usual twelve of 64 are under way. */
    private static final double LOCKSTEP = 0.10;

    /** What either may gain from the order in which groups happen to end. */
    private static final double ORDER = 0.02;

    @TempDir Path folder;

    static LongStream seeds() {
        return Seeds.upTo(10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void allUnderWayTheyTakeAsLongToTheHundredth(long seed) {
        SmallSite site = domainLost(seed);

        RunResult.Rebuild waves = rebuild(site, "waves", 64);
        RunResult.Rebuild groups = rebuild(site, "groups", 64);

        assertThat(waves.bytes()).isCloseTo(groups.bytes(), within(1e-9 * groups.bytes()));
        assertThat(waves.seconds())
                .as("seconds of %s", site)
                .isCloseTo(groups.seconds(), within(0.01 * groups.seconds()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void twelveUnderWayTheyTakeATenthLongerAtMost(long seed) {
        SmallSite site = domainLost(seed);

        RunResult.Rebuild waves = rebuild(site, "waves", 12);
        RunResult.Rebuild groups = rebuild(site, "groups", 12);

        assertThat(waves.seconds() / groups.seconds())
                .as("waves to groups, %s", site)
                .isBetween(1 - ORDER, 1 + LOCKSTEP);
    }

    private RunResult.Rebuild rebuild(SmallSite site, String granularity, int inFlight) {
        Scenario scenario =
                site.scenario(
                        folder,
                        "rebuild.granularity=" + granularity,
                        "rebuild.waves-in-flight=" + inFlight);
        return Run.of(scenario, Progress.NONE).rebuild();
    }

    /** One node a domain with two drives: some 400 groups, which go one by one in little time. */
    private static SmallSite domainLost(long seed) {
        SmallSite site = SmallSite.of(seed);
        return new SmallSite(
                site.domains(),
                1,
                1,
                2,
                site.nics(),
                site.oversubscription(),
                site.code(),
                site.drivesTolerated(),
                seed,
                site.rebuild(),
                "timeline: [{at: 1 h, lose: domain/1}]");
    }
}
