package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.result.RunResult;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Taking hardware away makes nothing faster: neither steady reads and writes nor the rebuild of a
 * lost domain. Where data lies does not change with NICs, uplinks and slow parts, so throughput is
 * compared exactly; rebuilds may gain by the order in which waves happen to end.
 */
final class LessHardwareTest {

    /** What a rebuild may gain from another order of its waves. */
    private static final double ORDER = 0.02;

    @TempDir Path folder;

    static LongStream seeds() {
        return Seeds.upTo(8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void halfTheNicsServeNoMoreAndRebuildNoFaster(long seed) {
        SmallSite site = lossOn(seed);

        RunResult two = run(withNics(site, 2));
        RunResult one = run(withNics(site, 1));

        assertNotFaster(one, two, site);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void narrowerUplinksServeNoMoreAndRebuildNoFaster(long seed) {
        SmallSite site = lossOn(seed);

        RunResult wide = run(site, "topology.network.leaf-uplink-oversubscription=1");
        RunResult narrow = run(site, "topology.network.leaf-uplink-oversubscription=4");

        assertNotFaster(narrow, wide, site);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void slowDrivesRebuildNoFaster(long seed) {
        SmallSite site = lossOn(seed);
        SmallSite slowed =
                site.with(
                        """
                        timeline:
                          - {at: 30 min, slow: drive/*, factor: 2}
                          - {at: 1 h, lose: domain/1}
                        """);

        RunResult usual = run(site);
        RunResult slow = run(slowed);

        assertThat(slow.rebuild().seconds())
                .as(site.toString())
                .isGreaterThanOrEqualTo(usual.rebuild().seconds() * (1 - ORDER));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fewerNodesServeNoMore(long seed) {
        SmallSite site = lossOn(seed);

        RunResult three = run(site, "topology.nodes.storage.nodes-per-rack=3");
        RunResult two = run(site, "topology.nodes.storage.nodes-per-rack=2");

        assertThat(two.throughput().readBytesPerSecond())
                .as(site.toString())
                .isLessThan(three.throughput().readBytesPerSecond());
        assertThat(two.throughput().writeBytesPerSecond())
                .isLessThan(three.throughput().writeBytesPerSecond());
        assertThat(two.capacity().usableBytes()).isLessThan(three.capacity().usableBytes());
    }

    private static void assertNotFaster(RunResult less, RunResult more, SmallSite site) {
        assertThat(less.throughput().readBytesPerSecond())
                .as("reads of %s", site)
                .isLessThanOrEqualTo(more.throughput().readBytesPerSecond());
        assertThat(less.throughput().writeBytesPerSecond())
                .as("writes of %s", site)
                .isLessThanOrEqualTo(more.throughput().writeBytesPerSecond());
        assertThat(less.rebuild().seconds())
                .as("rebuild of %s", site)
                .isGreaterThanOrEqualTo(more.rebuild().seconds() * (1 - ORDER));
        assertThat(less.rebuild().bytes()).isEqualTo(more.rebuild().bytes());
    }

    private static SmallSite lossOn(long seed) {
        return SmallSite.of(seed).with("timeline: [{at: 1 h, lose: domain/1}]");
    }

    private static SmallSite withNics(SmallSite site, int nics) {
        return new SmallSite(
                site.domains(),
                site.racksPerDomain(),
                site.nodesPerRack(),
                site.drives(),
                nics,
                site.oversubscription(),
                site.code(),
                site.drivesTolerated(),
                site.seed(),
                site.rebuild(),
                site.rest());
    }

    private RunResult run(SmallSite site, String... settings) {
        return Run.of(site.scenario(folder, settings), Progress.NONE);
    }
}
