package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.kernel.RandomStreams;
import dev.faultline.cluster.protection.Placement;
import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.topology.Cluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two domains and a few drives go at once, more than the promise; the groups are counted again. */
final class LossCountTest {

    @TempDir Path folder;

    static LongStream seeds() {
        return Seeds.upTo(10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lossIsWhatARecountOfEveryGroupFinds(long seed) {
        SmallSite site =
                SmallSite.of(seed)
                        .with(
                                """
                                timeline:
                                  - {at: 1 h, lose: domain/0..1}
                                  - {at: 1 h, lose: drive/r4/n0/d0}
                                """);
        Scenario scenario = site.scenario(folder);
        Layouts layouts =
                Layouts.of(
                        scenario.proposal().cluster(),
                        scenario.plan(),
                        0.7,
                        new RandomStreams(seed));

        RunResult.Loss loss = Run.of(scenario, Progress.NONE).loss();

        List<Integer> lost = new ArrayList<>();
        int strips = recount(scenario.proposal().cluster(), layouts.data().placement(), lost);
        assertThat(loss.groups()).as(site.toString()).isEqualTo(lost.size());
        assertThat(loss.lostGroups()).isEqualTo(lost.stream().limit(100).toList());
        assertThat(loss.bytes())
                .isCloseTo(strips * layouts.dataStripBytes(), within(1e-9 * loss.bytes()));
        assertThat(loss.unavailableBytes()).isZero();
    }

    /** Data strips gone in groups that have lost more strips than they have parities. */
    private static int recount(Cluster cluster, Placement placement, List<Integer> lost) {
        int extraDrive = cluster.firstDriveOfNode(cluster.firstNodeOfRack(4));
        int strips = 0;
        for (int group = 0; group < placement.groupCount(); group++) {
            int gone = 0;
            int goneData = 0;
            for (int position = 0; position < placement.code().width(); position++) {
                int drive = placement.drive(group, position);
                if (cluster.domainOfDrive(drive) <= 1 || drive == extraDrive) {
                    gone++;
                    goneData += position < placement.code().dataStrips() ? 1 : 0;
                }
            }
            if (gone > placement.code().globalParities()) {
                lost.add(group);
                strips += goneData;
            }
        }
        return strips;
    }
}
