package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.faultline.cluster.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How well waves stand for groups that are rebuilt one by one, each with its own drives, under the
 * same rule: one class of exposure after the other, of which all groups take turns.
 */
final class WavesAgainstGroupsTest {

    private static final List<String> LOSSES =
            List.of(
                    "domain/1",
                    "node/r0/n0",
                    "drive/r0/n0/d0",
                    "random 2 drives",
                    "random 5 drives");

    private static final String READERS = "foreground: [{name: readers, reads: %s}]\n";

    @TempDir Path folder;

    static Stream<Arguments> losses() {
        return Seeds.upTo(6)
                .boxed()
                .flatMap(seed -> LOSSES.stream().map(loss -> Arguments.of(seed, loss)));
    }

    static Stream<Arguments> clients() {
        return Seeds.upTo(8)
                .boxed()
                .flatMap(seed ->
                        Stream.of("2 GB/s", "90 GB/s").map(reads -> Arguments.of(seed, reads)));
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

    /** What is whole by then, and which work is left on which drive, is the same by either. */
    @ParameterizedTest(name = "seed {0}, clients ask {1}")
    @MethodSource("clients")
    void theyDoWhenMoreBreaksMeanwhile(long seed, String reads) {
        String faults = "{at: 1 h, lose: node/r0/n0}, {at: 66 min, lose: random 2 drives}";
        assertTimesAgree(besideClients(seed, reads, faults));
    }

    @ParameterizedTest(name = "seed {0}, clients ask {1}")
    @MethodSource("clients")
    void theyDoWhateverHappens(long seed, String reads) {
        SmallSite events = SmallSite.of(seed).withRandomEvents(6);
        assertTimesAgree(events.with(READERS.formatted(reads) + events.rest()));
    }

    /** Clients get the more, the sooner what they read from is re-created. */
    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("losses")
    void theyDoBesideClientsWhoTakeAllTheyCanGet(long seed, String loss) {
        assertTimesAgree(besideClients(seed, "90 GB/s", "{at: 1 h, lose: %s}".formatted(loss)));
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
        return SmallSite.of(seed)
                .with(READERS.formatted(reads) + "timeline: [%s]".formatted(faults));
    }

    private void assertTimesAgree(SmallSite site) {
        RunResult.Rebuild waves = run(site.scenario(folder, "rebuild.granularity=waves"));
        RunResult.Rebuild groups = run(site.scenario(folder, "rebuild.granularity=groups"));

        assertThat(waves.seconds()).isCloseTo(groups.seconds(), withinPercentage(1));
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
