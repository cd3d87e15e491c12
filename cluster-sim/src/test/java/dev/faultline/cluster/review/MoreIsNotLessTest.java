package dev.faultline.cluster.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.review.RandomProposal.Growth;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.scenario.Seeds;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * More hardware never gives less, whatever the proposal; random ones, by seed. Most have processors
 * so slow that they often bind writing, because there a code with more parities would show.
 */
final class MoreIsNotLessTest {

    private static final double ROUNDING = 1 - 1e-9;

    /** Strips of a stripe that 8 parities allow in a domain, when one may be lost and no drive. */
    private static final int MOST_STRIPS = 8;

    @TempDir private Path folder;

    static LongStream seeds() {
        return Seeds.upTo(400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moreOfAnythingNeverLowersWhatItShouldRaise(long seed) throws IOException {
        RandomProposal proposal = RandomProposal.of(new SplittableRandom(seed));
        Optional<ReviewResult> before = review(proposal);
        assumeThat(before).as("some code keeps the promise").isPresent();
        ReviewResult less = before.orElseThrow();

        for (Growth growth : Growth.values()) {
            boolean codeMayCostMore =
                    growth == Growth.DRIVES && proposal.drivesInDomain() < MOST_STRIPS;
            if (proposal.canGrow(growth) && !codeMayCostMore) {
                assertNotLess(growth, less, review(proposal.grown(growth)).orElseThrow());
            }
        }
    }

    static LongStream fewerSeeds() {
        return Seeds.upTo(150);
    }

    /** With the parities named, no matter how few drives a domain has. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewerSeeds")
    void noMoreParitiesThanNamedNeverLowersAnything(long seed) throws IOException {
        RandomProposal random = RandomProposal.of(new SplittableRandom(seed));
        Optional<ReviewResult> automatic = review(random);
        assumeThat(automatic).as("some code keeps the promise").isPresent();
        int parities = automatic.orElseThrow().protection().parityStrips();
        RandomProposal proposal = random.in("{parity: %d}".formatted(parities));
        ReviewResult less = review(proposal).orElseThrow();

        for (Growth growth : Growth.values()) {
            if (proposal.canGrow(growth)) {
                assertNotLess(growth, less, review(proposal.grown(growth)).orElseThrow());
            }
        }
    }

    /** That the seeds above look where a costlier code would be seen. */
    @Test
    void processorsBindWritingInManyOfTheseProposals() throws IOException {
        int bound = 0;
        for (long seed = 0; seed < 100; seed++) {
            bound +=
                    review(RandomProposal.of(new SplittableRandom(seed)))
                            .filter(r -> r.throughput().writeBottleneck().equals("CPU"))
                            .map(r -> 1)
                            .orElse(0);
        }
        assertThat(bound).isGreaterThan(15);
    }

    /**
     * Where it ends: a domain of five drives where four were holds five strips of a stripe where it
     * held four. 1 + 5 parities, not 1 + 4, on the same processors: writing, which these bind,
     * falls.
     */
    @Test
    void aSmallDomainsNextDriveMayCostMoreProcessorThanThereIs() throws IOException {
        RandomProposal proposal =
                new RandomProposal(
                        RandomProposal.Form.CONVERGED,
                        8,
                        1,
                        0,
                        4,
                        2,
                        RandomProposal.Media.TLC,
                        "lab-cpu",
                        "3 MW",
                        "auto",
                        """
                          tolerate: {failure-domains: 1, drives: 1}
                        data-path: {write-buffer: {mirrors: 2}}
                        """);
        ReviewResult less = review(proposal).orElseThrow();
        ReviewResult more = review(proposal.grown(Growth.DRIVES)).orElseThrow();

        assertThat(less.protection().code()).isEqualTo("23+5");
        assertThat(more.protection().code()).isEqualTo("29+6");
        assertThat(less.throughput().writeBottleneck()).isEqualTo("CPU");
        // A byte is checked on its way in and on its way out, and multiplied m times, all at
        // 10 GB/s a core: 8 boxes x 8 cores x 10 GB/s / (2 + m).
        assertThat(less.throughput().writeBytesPerSecond()).isCloseTo(640e9 / 7, within(1e-9));
        assertThat(more.throughput().writeBytesPerSecond()).isCloseTo(640e9 / 8, within(1e-9));
    }

    private static void assertNotLess(Growth growth, ReviewResult less, ReviewResult more) {
        atLeast(growth + ": raw", less.capacity().rawBytes(), more.capacity().rawBytes());
        atLeast(growth + ": usable", less.capacity().usableBytes(), more.capacity().usableBytes());
        atLeast(
                growth + ": effective",
                less.capacity().effectiveBytes(),
                more.capacity().effectiveBytes());
        atLeast(
                growth + ": read",
                less.throughput().readBytesPerSecond(),
                more.throughput().readBytesPerSecond());
        atLeast(
                growth + ": write, " + less.protection().code() + " to " + more.protection().code(),
                less.throughput().writeBytesPerSecond(),
                more.throughput().writeBytesPerSecond());
        atLeast(
                growth + ": burst",
                less.throughput().burstWriteBytesPerSecond(),
                more.throughput().burstWriteBytesPerSecond());
        atLeast(
                growth + ": reads a second",
                less.operations().readsPerSecond(),
                more.operations().readsPerSecond());
        atLeast(
                growth + ": writes a second",
                less.operations().writesPerSecond(),
                more.operations().writesPerSecond());
        if (growth == Growth.POWER) {
            assertThat(more.throughput()).isEqualTo(less.throughput());
        }
        if (growth == Growth.NIC || growth == Growth.POWER) {
            assertThat(more.protection()).isEqualTo(less.protection());
            assertThat(more.capacity()).isEqualTo(less.capacity());
        } else {
            assertTakesMore(less, more);
        }
    }

    private static void atLeast(String what, @Nullable Double less, @Nullable Double more) {
        assertThat(more == null).as(what).isEqualTo(less == null);
        if (less != null && more != null) {
            assertThat(more).as(what).isGreaterThanOrEqualTo(less * ROUNDING);
        }
    }

    /** Unknown where a price or a power is. */
    private static void assertTakesMore(ReviewResult less, ReviewResult more) {
        CostResult before = Objects.requireNonNull(less.cost());
        CostResult after = Objects.requireNonNull(more.cost());
        atLeast("capital", before.capitalUsd(), after.capitalUsd());
        atLeast("running", before.runningUsdPerMonth(), after.runningUsdPerMonth());
        atLeast("power", less.density().provisionedWatts(), more.density().provisionedWatts());
    }

    /** Empty when no code keeps the promise. */
    private Optional<ReviewResult> review(RandomProposal random) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), random.yaml());
        Problems problems = new Problems();
        Proposal proposal = new TopologyReader(Reviews.CATALOG).read(file, List.of(), problems);
        problems.throwIfAny();
        ProtectionPlan plan =
                ProtectionPlanner.plan(
                        Objects.requireNonNull(proposal).bound(), proposal.cluster(), problems);
        return plan == null
                ? Optional.empty()
                : Optional.of(Review.of(proposal, plan, new PriceBook(Reviews.CATALOG, List.of())));
    }

    private static org.assertj.core.data.Percentage within(double share) {
        return org.assertj.core.data.Percentage.withPercentage(100 * share);
    }
}
