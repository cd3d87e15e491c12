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
 * How well waves stand for groups that are rebuilt one by one, all under way at once and each with
 * its own drives. Waves that read alike take the mean of what they take. With all of them under way
 * they agree to the hundredth; with twelve, metadata is rebuilt before data and not beside it, and
 * what one of them leaves unused the other cannot take.
 */
final class WavesAgainstGroupsTest {

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
    void asManyUnderWayAsUsualTheyTakeAsLongToThreeHundredths(long seed) {
        SmallSite site = domainLost(seed);

        RunResult.Rebuild waves = rebuild(site, "waves", 12);
        RunResult.Rebuild groups = rebuild(site, "groups", 12);

        assertThat(waves.seconds())
                .as("seconds of %s", site)
                .isCloseTo(groups.seconds(), within(0.03 * groups.seconds()));
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
