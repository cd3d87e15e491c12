package dev.faultline.cluster.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.review.cost.PriceBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** More hardware never gives less, whatever the proposal; random ones, by seed. */
final class MoreIsNotLessTest {

    private static final List<String> NICS = List.of("100G", "200G", "400G");
    private static final double ROUNDING = 1 - 1e-9;

    @TempDir private Path folder;

    /** Numbers of a proposal that may grow. */
    private record Shape(int domains, int nodes, int drives, int nic, double years, String power) {

        String yaml() {
            return """
            name: random
            site: {power: %s, pue: 1.2, electricity: 0.1 USD/kWh, rack-units: 48}
            nodes:
              - group: storage
                server:
                  kind: converged
                  rack-units: 1
                  drives: [{drive: d5-p5336-61t, count: %d}]
                  write-buffer: {drive: scm-buffer-1600g, count: 2}
                  nics: [{nic: %s, count: 2, slot: 5.0 x16}]
                  cpu: {cpu: epyc-9555}
                  memory: 512 GiB
                  chassis-idle-power: 90 W
                  chassis-maximum-power: 200 W
                  psu-efficiency: 94 %%
                  weight: 20 kg
                failure-domains: %d
                nodes-per-rack: %d
            protection: {tolerate: {failure-domains: 1, drives: 1}}
            cost: {years: %s}
            """
                    .formatted(power, drives, NICS.get(nic), domains, nodes, years);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 24);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moreOfAnythingNeverLowersWhatItShouldRaise(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Shape shape =
                new Shape(
                        random.nextInt(4, 20),
                        random.nextInt(1, 12),
                        random.nextInt(4, 24),
                        random.nextInt(NICS.size() - 1),
                        random.nextInt(3, 8),
                        "3 MW");
        ReviewResult base = review(shape);

        ReviewResult nic =
                review(
                        new Shape(
                                shape.domains(),
                                shape.nodes(),
                                shape.drives(),
                                shape.nic() + 1,
                                shape.years(),
                                shape.power()));
        ReviewResult drive =
                review(
                        new Shape(
                                shape.domains(),
                                shape.nodes(),
                                shape.drives() + 1,
                                shape.nic(),
                                shape.years(),
                                shape.power()));
        ReviewResult node =
                review(
                        new Shape(
                                shape.domains(),
                                shape.nodes() + 1,
                                shape.drives(),
                                shape.nic(),
                                shape.years(),
                                shape.power()));
        ReviewResult domain =
                review(
                        new Shape(
                                shape.domains() + 1,
                                shape.nodes(),
                                shape.drives(),
                                shape.nic(),
                                shape.years(),
                                shape.power()));
        ReviewResult power =
                review(
                        new Shape(
                                shape.domains(),
                                shape.nodes(),
                                shape.drives(),
                                shape.nic(),
                                shape.years(),
                                "9 MW"));

        assertNotSlower(base, nic);
        assertNotSlower(base, drive);
        assertNotSlower(base, node);
        assertNotSlower(base, domain);
        assertThat(power.throughput())
                .as("power alone changes no rate")
                .isEqualTo(base.throughput());
        assertThat(nic.capacity()).isEqualTo(base.capacity());
        assertLarger(base, drive);
        assertLarger(base, node);
        assertLarger(base, domain);
        assertDearer(base, drive);
        assertDearer(base, node);
    }

    private static void assertNotSlower(ReviewResult less, ReviewResult more) {
        assertThat(more.throughput().readBytesPerSecond())
                .isGreaterThanOrEqualTo(less.throughput().readBytesPerSecond() * ROUNDING);
        assertThat(more.throughput().writeBytesPerSecond())
                .isGreaterThanOrEqualTo(less.throughput().writeBytesPerSecond() * ROUNDING);
        assertThat(more.throughput().burstWriteBytesPerSecond())
                .isGreaterThanOrEqualTo(less.throughput().burstWriteBytesPerSecond() * ROUNDING);
        assertThat(more.operations().readsPerSecond())
                .isGreaterThanOrEqualTo(
                        Objects.requireNonNull(less.operations().readsPerSecond()) * ROUNDING);
        assertThat(more.operations().writesPerSecond())
                .isGreaterThanOrEqualTo(
                        Objects.requireNonNull(less.operations().writesPerSecond()) * ROUNDING);
    }

    private static void assertLarger(ReviewResult less, ReviewResult more) {
        assertThat(more.capacity().usableBytes()).isGreaterThan(less.capacity().usableBytes());
        assertThat(more.density().provisionedWatts())
                .isGreaterThan(Objects.requireNonNull(less.density().provisionedWatts()));
    }

    private static void assertDearer(ReviewResult less, ReviewResult more) {
        CostResult before = Objects.requireNonNull(less.cost());
        CostResult after = Objects.requireNonNull(more.cost());
        assertThat(after.capitalUsd()).isGreaterThan(Objects.requireNonNull(before.capitalUsd()));
        assertThat(after.runningUsdPerMonth())
                .isGreaterThan(Objects.requireNonNull(before.runningUsdPerMonth()));
    }

    private ReviewResult review(Shape shape) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), shape.yaml());
        return Reviews.review(Reviews.read(file), new PriceBook(Reviews.CATALOG, List.of()));
    }
}
