package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped scenario runs, holds what it expects, and comes out the same again. */
final class ShippedScenariosTest {

    /** Each is run once for all tests that look at it. */
    private static final Map<String, RunResult> RESULTS = new ConcurrentHashMap<>();

    static List<String> names() {
        return Shipped.names("scenarios");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyExpectationHolds(String name) {
        RunResult result = result(name);

        assertThat(result.expectations()).isNotEmpty();
        assertThat(result.expectations()).allMatch(RunResult.Expectation::holds);
    }

    @ParameterizedTest
    @MethodSource("names")
    void noRebuildBeatsItsLowerBound(String name) {
        RunResult.Rebuild rebuild = result(name).rebuild();

        assertThat(rebuild.seconds()).isGreaterThanOrEqualTo(rebuild.lowerBoundSeconds());
    }

    @ParameterizedTest
    @MethodSource("names")
    void pointsEditorsToItsSchema(String name) throws IOException {
        assertThat(Files.readString(Shipped.home().resolve("scenarios/" + name + ".yaml")))
                .startsWith("# yaml-language-server: $schema=../schemas/scenario.json\n");
    }

    @Test
    void comesOutTheSameAgainAndOnTwoThreads() throws Exception {
        List<String> small =
                names().stream()
                        .filter(name -> !name.contains("exabyte") && !name.contains("year"))
                        .toList();
        List<String> digests = new ArrayList<>();

        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<RunResult>> again = new ArrayList<>();
            small.forEach(name -> again.add(two.submit(() -> run(name))));
            for (Future<RunResult> result : again) {
                digests.add(result.get().digest());
            }
        }

        assertThat(digests).isEqualTo(small.stream().map(name -> result(name).digest()).toList());
        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void anotherSeedIsAnotherHistory() {
        String digest = Run.of(Shipped.scenario("lab-by-hand", "seed=2"), Progress.NONE).digest();

        assertThat(digest).isNotEqualTo(result("lab-by-hand").digest());
    }

    /** The arithmetic is in the head of scenarios/lab-by-hand.yaml; here are its last lines. */
    @Test
    void labHoldsAndServesWhatTheArithmeticSays() {
        RunResult lab = result("lab-by-hand");

        // 48 TB raw, less 6 TB spare, over 5/4 + 3 x 5 %
        assertThat(lab.capacity().rawBytes()).isEqualTo(48e12);
        assertThat(lab.capacity().spareBytes()).isEqualTo(6e12);
        assertThat(lab.capacity().usableBytes()).isCloseTo(30e12, within(1.0));
        assertThat(lab.capacity().storedBytes()).isCloseTo(24e12, within(1.0));
        // 24 GB/s over 1 + 11/12, less what the lot of data strips takes: at most 3 %
        double even = 24e9 / (1 + 11.0 / 12);
        assertThat(lab.throughput().readBytesPerSecond()).isBetween(0.97 * even, even);
        assertThat(lab.throughput().readBottleneck()).isEqualTo("NIC out");
        // 12 GB/s of buffer over two copies in and one out
        assertThat(lab.throughput().writeBytesPerSecond()).isCloseTo(4e9, within(1.0));
        assertThat(lab.throughput().writeBottleneck()).isEqualTo("write-buffer media");
        assertThat(limit(lab, "write", "NIC in"))
                .isCloseTo(24e9 / (1 + 4.25 * 11 / 12), within(1e3));
        // 12 GB/s over two copies; 12 x 100 GB x 80 % / 2 at that rate, nothing left to destage
        assertThat(lab.throughput().burstWriteBytesPerSecond()).isCloseTo(6e9, within(1.0));
        assertThat(lab.throughput().burstSeconds()).isCloseTo(480e9 / 6e9, within(1e-6));
        // 12 servers of 210 W
        assertThat(lab.density().provisionedWatts()).isCloseTo(2520.0, within(1e-6));
    }

    @Test
    void labRebuildsWhatTheArithmeticSays() {
        RunResult lab = result("lab-by-hand");
        RunResult.Rebuild rebuild = lab.rebuild();

        // A sixth of 33.6 TB, of which 5 TB are strips of data that each take 4 to re-create, and
        // 0.6 TB metadata that takes 1. The lot moves these by well under one per cent.
        assertThat(rebuild.bytes()).isCloseTo(5.6e12, within(0.01 * 5.6e12));
        assertThat(rebuild.readBytes()).isCloseTo(20.6e12, within(0.01 * 20.6e12));
        // (20.6 + 5.6) TB x 9/10 through ten NICs of 2 GB/s
        assertThat(rebuild.lowerBoundSeconds()).isCloseTo(1179, within(0.01 * 1179));
        assertThat(rebuild.bottleneck()).isEqualTo("NIC out");
        // Clients take 2 x 1.9 GB/s of the 20: 23.58 TB / 16.2 GB/s, plus what waves lose
        assertThat(rebuild.seconds()).isBetween(0.99 * 1456, 1.08 * 1456);
        assertThat(rebuild.startSeconds()).isEqualTo(630);
        assertThat(rebuild.finished()).isTrue();
        assertThat(lab.foreground().getFirst().minimum()).isCloseTo(2e9, within(1.0));
        // Gone at 600 s: 5 of 6 stripes have a strip in the rack, the others do not
        double[] bytes = at(lab, 600).bytesByRedundancy();
        assertThat(bytes[0]).isCloseTo(20e12, within(0.01 * 20e12));
        assertThat(bytes[1]).isCloseTo(4e12, within(0.05 * 4e12));
    }

    @Test
    void labDrawsALittleMoreThanItsIdlePowerWhileClientsRead() {
        RunResult lab = result("lab-by-hand");

        // 2 GB/s keep 2 of 48 drives busy, 5 W more each, and 0.2 of 96 cores, 80 W / 8 more each
        double watts = 12 * 105 + 2 * 5 + 0.2 * 10;
        assertThat(lab.power().timeline().getFirst().value()).isCloseTo(watts, within(1e-6));
    }

    private static RunResult.RedundancyPoint at(RunResult result, double seconds) {
        return result.redundancy().timeline().stream()
                .filter(point -> point.atSeconds() == seconds)
                .findFirst()
                .orElseThrow();
    }

    private static double limit(RunResult result, String load, String resource) {
        return result.throughput().limits().stream()
                .filter(l -> l.load().equals(load) && l.resource().equals(resource))
                .findFirst()
                .orElseThrow()
                .bytesPerSecond();
    }

    private static RunResult result(String name) {
        return RESULTS.computeIfAbsent(name, ShippedScenariosTest::run);
    }

    private static RunResult run(String name) {
        return Run.of(Shipped.scenario(name), Progress.NONE);
    }
}
