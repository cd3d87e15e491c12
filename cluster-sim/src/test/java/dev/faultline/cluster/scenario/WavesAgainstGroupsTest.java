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
 * How well waves stand for groups that are rebuilt one by one, each with its own drives, under the
 * same rule: of every resource the most exposed take what they can use, the others what these
 * leave, and those exposed alike share alike. Both as a scenario has them that says nothing else.
 */
final class WavesAgainstGroupsTest {

    @TempDir Path folder;

    static LongStream seeds() {
        return Seeds.upTo(20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theyTakeAsLongToTheHundredth(long seed) {
        SmallSite site = domainLost(seed);

        RunResult.Rebuild waves = run(site, "waves").rebuild();
        RunResult.Rebuild groups = run(site, "groups").rebuild();

        assertThat(waves.bytes()).isCloseTo(groups.bytes(), within(1e-9 * groups.bytes()));
        assertThat(waves.seconds())
                .as("seconds of %s", site)
                .isCloseTo(groups.seconds(), within(0.01 * groups.seconds()));
    }

    private RunResult run(SmallSite site, String granularity) {
        return Run.of(site.scenario(folder, "rebuild.granularity=" + granularity), Progress.NONE);
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
