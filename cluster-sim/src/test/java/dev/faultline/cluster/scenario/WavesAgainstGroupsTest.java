package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.faultline.cluster.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How well waves stand for groups that are rebuilt one by one, each with its own drives, under the
 * same rule: one class of exposure after the other, of which all groups share alike.
 */
final class WavesAgainstGroupsTest {

    private static final List<String> LOSSES =
            List.of(
                    "domain/1",
                    "node/r0/n0",
                    "drive/r0/n0/d0",
                    "random 2 drives",
                    "random 5 drives");

    @TempDir Path folder;

    static Stream<Arguments> losses() {
        return Seeds.upTo(8)
                .boxed()
                .flatMap(seed -> LOSSES.stream().map(loss -> Arguments.of(seed, loss)));
    }

    static LongStream seeds() {
        return Seeds.upTo(8);
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("losses")
    void theyTakeAsLongToTheHundredth(long seed, String loss) {
        SmallSite site = SmallSite.of(seed).with("timeline: [{at: 1 h, lose: %s}]".formatted(loss));
        assertAgree(
                site.scenario(folder, "rebuild.granularity=waves"),
                site.scenario(folder, "rebuild.granularity=groups"));
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("losses")
    void theyDoBesideClients(long seed, String loss) {
        SmallSite site = besideClients(seed, "2 GB/s", "{at: 1 h, lose: %s}".formatted(loss));
        assertAgree(
                site.scenario(folder, "rebuild.granularity=waves"),
                site.scenario(folder, "rebuild.granularity=groups"));
    }

    /**
     * Groups off the busiest drive are further by then than waves are. All of that counts, but as
     * whole groups, so that the busiest drive may have up to two per cent less left to do.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void theyNearlyDoWhenMoreBreaksMeanwhile(long seed) {
        String faults = "{at: 1 h, lose: node/r0/n0}, {at: 66 min, lose: random 2 drives}";
        assertTimesWithin(2, besideClients(seed, "2 GB/s", faults));
    }

    /**
     * Clients who want more than there is get the more, the sooner what they read from is
     * re-created; groups on the busiest drive are late in that, waves are not. Hence six per cent.
     */
    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("losses")
    void theyNearlyDoBesideClientsWhoTakeAllTheyCanGet(long seed, String loss) {
        assertTimesWithin(6, besideClients(seed, "90 GB/s", "{at: 1 h, lose: %s}".formatted(loss)));
    }

    /**
     * The widest code of the shipped proposals on one box in each of its racks: each group asks 150
     * of 520 drives, and few groups fall into some classes of exposure.
     */
    @ParameterizedTest
    @ValueSource(strings = {"rack/17", "random 2 drives", "random 8 drives"})
    void theyDoWithWideGroups(String loss) throws IOException {
        String text =
                """
                name: one box in each rack
                topology: %s
                fill: 80 %%
                foreground: [{name: training, reads: 1 TB/s, access: sequential}]
                timeline: [{at: 1 h, lose: %s}]
                """
                        .formatted(
                                Shipped.home().resolve("topologies/mai-exabyte-ebox.yaml"), loss);
        Path file = Files.writeString(folder.resolve("scenario.yaml"), text);
        String oneBox = "topology.nodes.storage.nodes-per-rack=1";
        String code = "topology.protection.data={code: 145+5}";
        assertAgree(
                SmallSite.read(file, oneBox, code, "rebuild.granularity=waves"),
                SmallSite.read(file, oneBox, code, "rebuild.granularity=groups"));
    }

    private static SmallSite besideClients(long seed, String reads, String faults) {
        String rest =
                """
                foreground: [{name: readers, reads: %s}]
                timeline: [%s]
                """;
        return SmallSite.of(seed).with(rest.formatted(reads, faults));
    }

    private void assertTimesWithin(double percent, SmallSite site) {
        RunResult.Rebuild waves = run(site.scenario(folder, "rebuild.granularity=waves"));
        RunResult.Rebuild groups = run(site.scenario(folder, "rebuild.granularity=groups"));

        assertThat(waves.seconds()).isCloseTo(groups.seconds(), withinPercentage(percent));
    }

    private static void assertAgree(Scenario waves, Scenario groups) {
        RunResult.Rebuild byWaves = run(waves);
        RunResult.Rebuild byGroups = run(groups);

        assertThat(byWaves.bytes()).isCloseTo(byGroups.bytes(), withinPercentage(1e-7));
        assertThat(byWaves.seconds()).isCloseTo(byGroups.seconds(), withinPercentage(1));
    }

    private static RunResult.Rebuild run(Scenario scenario) {
        return Run.of(scenario, Progress.NONE).rebuild();
    }
}
