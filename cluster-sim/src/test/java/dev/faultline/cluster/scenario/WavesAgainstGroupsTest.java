package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.result.RunResult;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WavesAgainstGroupsTest {

    @TempDir Path folder;

    static LongStream seeds() {
        return LongStream.of(1, 11, 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rebuildingADomainInWavesTakesAsLongAsGroupByGroup(long seed) {
        SmallSite site = SmallSite.of(seed).with("timeline: [{at: 1 h, lose: domain/1}]");

        for (int w : new int[] {24, 40, 64}) {
            var a =
                    Run.of(site.scenario(folder, "rebuild.waves-in-flight=" + w), Progress.NONE)
                            .rebuild();
            var b =
                    Run.of(
                                    site.scenario(
                                            folder,
                                            "rebuild.waves-in-flight=" + w,
                                            "rebuild.granularity=groups"),
                                    Progress.NONE)
                            .rebuild();
            System.out.printf(
                    "X %d %d %.3f %.3f ratio %.4f%n",
                    seed, w, a.seconds(), b.seconds(), a.seconds() / b.seconds());
        }
        RunResult.Rebuild waves = Run.of(site.scenario(folder), Progress.NONE).rebuild();
        RunResult.Rebuild groups =
                Run.of(site.scenario(folder, "rebuild.granularity=groups"), Progress.NONE)
                        .rebuild();

        System.out.printf(
                "seed %d %s waves %.2f groups %.2f bound %.2f  %s ratio %.4f eff %.3f%n",
                seed,
                site,
                waves.seconds(),
                groups.seconds(),
                groups.lowerBoundSeconds(),
                waves.bottleneck(),
                waves.seconds() / groups.seconds(),
                groups.lowerBoundSeconds() / groups.seconds());
        assertThat(waves.bytes()).isCloseTo(groups.bytes(), within(1e-9 * groups.bytes()));
        assertThat(waves.seconds())
                .as("seconds of %s", site)
                .isCloseTo(groups.seconds(), within(0.01 * groups.seconds()));
    }
}
