package dev.faultline.cluster.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.failure.Condition;
import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.failure.PartKind;
import dev.faultline.cluster.failure.Parts;
import dev.faultline.cluster.failure.Selector;
import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.review.PowerModel;
import dev.faultline.cluster.scenario.Seeds;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.ClusterBuilder;
import dev.faultline.cluster.topology.NodeGroup;
import dev.faultline.cluster.topology.NodeKind;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two racks of two nodes with two drives and two write-buffer drives of 100 GB and 1 GB/s: 8 of
 * these. What is written is buffered twice.
 */
final class WriteBufferTest {

    private static final DataPath MIRRORED =
            new DataPath(Code.reedSolomon(2, 1), Code.mirror(2), 1);

    private final Cluster cluster = cluster(2, 2, 2, 2e9);
    private final Resources resources = new Resources(cluster, 1);
    private final WriteBuffer buffer = new WriteBuffer(cluster, MIRRORED);

    static LongStream seeds() {
        return Seeds.upTo(40);
    }

    /** Working drives of 8, then the media's share of all 8 that takes the writes. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "lost, nic/r0/n0/0, 6, 6",
        "lost, buffer/*/*/b0, 4, 4",
        "lost, buffer/r0/n1/*, 6, 6",
        "lost, buffer/r0/n1/b1, 7, 7",
        "out, buffer/r1/*, 4, 4",
        "out, rack/1, 4, 4",
        // A node with a drive at a third has 2/3 of its rate, and still takes its quarter.
        "slow, buffer/r0/n0/b1, 8, 5.333333333333333",
        "slow, buffer/r0/n0/*, 8, 2.6666666666666665",
        "slow, node/r0/n0, 8, 2.6666666666666665",
        "slow, drive/*, 8, 8",
        // A connection at a third is as slow.
        "degraded, buffer/*, 8, 2.6666666666666665",
        "degraded, rack/*, 8, 8"
    })
    void holdsAndTakesWhatItsWorkingDrivesDo(String what, String parts, int working, double media) {
        Health health = health(condition(what, parts(parts)));

        // 80 % of 100 GB each, for two copies.
        assertThat(buffer.capacityBytes(health)).isCloseTo(working * 40e9, within(1e-3));
        // 1 GB/s each, for two copies; and for a third byte that is read to be destaged.
        assertThat(limit(absorb(health), health, ResourceKind.BUFFER))
                .isCloseTo(media * 1e9 / 2, within(1.0));
        assertThat(limit(writing(health), health, ResourceKind.BUFFER))
                .isCloseTo(media * 1e9 / 3, within(1.0));
    }

    @Test
    void aNodeWithoutWorkingBufferDrivesTakesNoneAndOthersTakeItsShare() {
        Health health = health(new Condition.Lost(parts("buffer/r0/n0/*")));

        Demand absorb = absorb(health);

        int media = resources.first(ResourceKind.BUFFER);
        int in = resources.first(ResourceKind.NIC_IN);
        // Two bytes over the six drives of three nodes: 2/3 of a byte on each node, at 2 GB/s.
        assertThat(absorb.of(media)).isZero();
        assertThat(absorb.of(media + 1)).isCloseTo(1 / 3.0 * 1e-9, within(1e-24));
        assertThat(resources.capacities(health)[media]).isZero();
        // It is still a front end for a quarter of the clients.
        assertThat(absorb.of(in)).isCloseTo(0.25, within(1e-15));
        // The others: a quarter from clients and 2/3 of which a quarter is their own.
        assertThat(absorb.of(in + 1)).isCloseTo(0.25 + 0.5, within(1e-15));
        assertThat(buffer.works(health)).isTrue();
    }

    @Test
    void withoutAnyWorkingBufferDriveNothingIsWritten() {
        assertThat(buffer.works(health(new Condition.Out(parts("buffer/*"))))).isFalse();
        assertThat(buffer.works(health())).isTrue();
    }

    @Test
    void stripesAndNetworkAreNoConcernOfBufferDrives() {
        Health health = health(new Condition.Lost(parts("buffer/*")));

        double[] capacities = resources.capacities(health);

        double[] healthy = resources.capacities(health());
        for (ResourceKind kind : ResourceKind.values()) {
            if (kind != ResourceKind.BUFFER) {
                int first = resources.first(kind);
                int end = first + resources.count(kind);
                assertThat(Arrays.copyOfRange(capacities, first, end))
                        .as(kind.words())
                        .containsExactly(Arrays.copyOfRange(healthy, first, end));
            }
        }
    }

    /** A node idles at 100 W, each drive at 5 W, and at 10 W when its media are busy. */
    @ParameterizedTest
    @CsvSource({"0, 0, 480", "0, 1, 480", "1, 0, 520", "1, 1, 500"})
    void aDeadBufferDriveDrawsWhatAnIdleOneDoes(double use, int lostOfEach, double watts) {
        Health health =
                lostOfEach == 0 ? health() : health(new Condition.Lost(parts("buffer/*/*/b0")));
        int first = resources.first(ResourceKind.BUFFER);

        double drawn =
                new PowerModel(resources, 1)
                        .watts(health, resource -> isIn(resource, first) ? use : 0);

        // 4 nodes x (100 + 2 x 5 + 2 x 5 W), and 5 W more for each buffer drive that is busy.
        assertThat(drawn).isCloseTo(watts, within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void losingBufferDrivesNeverMakesWritesFaster(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Cluster site =
                cluster(
                        random.nextInt(2, 6),
                        random.nextInt(1, 4),
                        random.nextInt(1, 4),
                        1e9 * random.nextInt(1, 9));
        Resources parts = new Resources(site, random.nextInt(1, 4));
        WriteBuffer anew = new WriteBuffer(site, MIRRORED);
        Health healthy = Health.of(site, List.of());
        double before = Double.POSITIVE_INFINITY;
        int[] all = IntStream.range(0, site.bufferCount()).toArray();

        // One more is lost each time, in a random order.
        for (int lost = 0; lost < all.length; lost++) {
            Health health =
                    Health.of(
                            site,
                            List.of(
                                    new Condition.Lost(
                                            new Parts(PartKind.BUFFER, Arrays.copyOf(all, lost)))));
            Demand demand = writing(anew, parts, health);
            double media = limit(parts, demand, health, ResourceKind.BUFFER);
            // Where NICs or uplinks bind, an even loss may give back what an uneven one took.
            assertThat(limit(parts, demand, health, ResourceKind.values()))
                    .as("%d of %d lost, seed %d", lost, all.length, seed)
                    .isLessThanOrEqualTo(
                            (1 + 1e-12)
                                    * limit(
                                            parts,
                                            writing(anew, parts, healthy),
                                            healthy,
                                            ResourceKind.values()));
            assertThat(media).as("seed %d", seed).isLessThan(before);
            before = media;
            int next = random.nextInt(lost, all.length);
            int drive = all[lost];
            all[lost] = all[next];
            all[next] = drive;
        }
    }

    private static Cluster cluster(int racks, int nodes, int buffers, double nicBytesPerSecond) {
        NodeKind kind =
                SmallClusters.withBuffers(
                        SmallClusters.node(2, nicBytesPerSecond, SmallClusters.CPU), buffers);
        return new ClusterBuilder()
                .group(new NodeGroup("storage", kind, true), racks, 1, nodes)
                .build();
    }

    private boolean isIn(int resource, int first) {
        return resource >= first && resource < first + resources.count(ResourceKind.BUFFER);
    }

    private Demand absorb(Health health) {
        Demand demand = new Demand(resources);
        buffer.absorb(demand, new Paths(resources, health), health);
        return demand;
    }

    private Demand writing(Health health) {
        return writing(buffer, resources, health);
    }

    private static Demand writing(WriteBuffer buffer, Resources resources, Health health) {
        Demand demand = new Demand(resources);
        Paths paths = new Paths(resources, health);
        buffer.absorb(demand, paths, health);
        buffer.destage(demand, paths, health);
        return demand;
    }

    private double limit(Demand demand, Health health, ResourceKind... kinds) {
        return limit(resources, demand, health, kinds);
    }

    /** Client bytes per second that the tightest resource of some kinds allows. */
    private static double limit(
            Resources resources, Demand demand, Health health, ResourceKind... kinds) {
        double[] capacities = resources.capacities(health);
        List<ResourceKind> wanted = List.of(kinds);
        return IntStream.range(0, resources.count())
                .filter(r -> demand.of(r) > 0 && wanted.contains(resources.kindOf(r)))
                .mapToDouble(r -> capacities[r] / demand.of(r))
                .min()
                .orElseThrow();
    }

    private static Condition condition(String what, Parts parts) {
        return switch (what) {
            case "lost" -> new Condition.Lost(parts);
            case "out" -> new Condition.Out(parts);
            case "slow" -> new Condition.Slowed(parts, 1 / 3.0);
            default -> new Condition.Degraded(parts, 1 / 3.0);
        };
    }

    private Health health(Condition... conditions) {
        return Health.of(cluster, List.of(conditions));
    }

    private Parts parts(String text) {
        return Selector.parse(text).select(cluster, new SplittableRandom(1));
    }
}
