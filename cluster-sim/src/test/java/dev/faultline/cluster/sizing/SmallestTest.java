package dev.faultline.cluster.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.result.SizeResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers give what is asked, and nothing smaller does: looked at apart from the search. */
final class SmallestTest {

    private static final double DAY_SECONDS = 86_400;
    private static final double READ = 40e12;
    private static final double SUPERPOD_WRITE = 160_000 * 20e9 / 256;
    private static final double SUPERPOD_READ = 160_000 * 40e9 / 256;

    @ParameterizedTest
    @CsvSource({"exabyte-160k-gpus, 1.3e18, 40e12", "130pb-160k-gpus, 130e15, 25e12"})
    void noShippedAnswerCanLoseARackOrANode(String name, double usable, double read) {
        Sizing sizing = Sizings.read("requirements/%s.yaml".formatted(name));
        List<SizeResult.Candidate> sizes = sizing.sizes(Sizing.Each::inTurn);
        int answers = 0;
        for (int i = 0; i < sizes.size(); i++) {
            SizeResult.Answer answer = sizes.get(i).answer();
            if (answer != null) {
                answers++;
                smallest(sizing, i, answer, usable, read);
            }
        }
        assertThat(answers).isPositive();
        int best = sizing.winner(sizes);
        String topology =
                sizing.emission(best, Objects.requireNonNull(sizes.get(best).answer())).topology();
        assertThat(Sizings.rebuildSeconds(topology, 0.8 * usable, read))
                .as(topology)
                .isLessThanOrEqualTo(DAY_SECONDS);
    }

    private static void smallest(
            Sizing sizing, int candidate, SizeResult.Answer answer, double usable, double read) {
        String topology = sizing.emission(candidate, answer).topology();
        SizeResult.Configuration c = answer.configuration();

        assertThat(gives(topology, usable, read)).as(topology).isTrue();
        assertThat(enough(topology, usable, read, fewer("failure-domains", c.domains())))
                .as("one rack less of %s", c)
                .isFalse();
        if (c.nodesPerRack() > 1) {
            assertThat(enough(topology, usable, read, fewer("nodes-per-rack", c.nodesPerRack())))
                    .as("one node less in each rack of %s", c)
                    .isFalse();
        }
        if (c.frontEndsPerRack() > 1) {
            String fewerFrontEnds = "nodes.front-ends.nodes-per-rack=" + (c.frontEndsPerRack() - 1);
            assertThat(enough(topology, usable, read, fewerFrontEnds))
                    .as("one front end less in each rack of %s", c)
                    .isFalse();
        }
    }

    private static String fewer(String key, int count) {
        return "nodes.storage." + key + "=" + (count - 1);
    }

    /** Rates, capacity, and only where these would do a run of the rebuild. */
    private static boolean enough(String topology, double usable, double read, String setting) {
        return gives(topology, usable, read, setting)
                && Sizings.rebuildSeconds(topology, 0.8 * usable, read, setting) <= DAY_SECONDS;
    }

    private static boolean gives(String topology, double usable, double read, String... settings) {
        return Sizings.review(topology, settings)
                .filter(r -> r.capacity().usableBytes() >= usable)
                .filter(r -> r.throughput().readBytesPerSecond() >= read)
                .filter(r -> r.throughput().writeBytesPerSecond() >= SUPERPOD_WRITE)
                .isPresent();
    }

    /** Where the most is asked, nothing larger keeps the limits: 4 MW, and 10 GB/s for each PB. */
    @Test
    void noShippedAnswerOfTheMostCanTakeAnotherRackOrNode() {
        Sizing sizing = Sizings.read("requirements/most-in-four-megawatts.yaml");
        for (int i = 0; i < sizing.candidateCount(); i++) {
            SizeResult.Answer answer = Sizings.answer(sizing, i);
            String topology = sizing.emission(i, answer).topology();
            SizeResult.Configuration c = answer.configuration();

            assertThat(keepsLimits(topology)).as(topology).isTrue();
            assertThat(keepsLimits(topology, MORE_POWER, more("failure-domains", c.domains())))
                    .as("one rack more of %s", c)
                    .isFalse();
            assertThat(keepsLimits(topology, MORE_POWER, more("nodes-per-rack", c.nodesPerRack())))
                    .as("one node more in each rack of %s", c)
                    .isFalse();
        }
    }

    /** A topology that takes more than its site supplies is refused; here it is to be looked at. */
    private static final String MORE_POWER = "site.power=9 MW";

    private static String more(String key, int count) {
        return "nodes.storage." + key + "=" + (count + 1);
    }

    private static boolean keepsLimits(String topology, String... settings) {
        ReviewResult review = Sizings.review(topology, settings).orElseThrow();
        double petabytes = review.capacity().usableBytes() / 1e15;
        return Objects.requireNonNull(review.density().provisionedWatts()) <= 4e6
                && review.throughput().readBytesPerSecond() / petabytes >= 10e9;
    }

    @Test
    void gpusAskAsTheirProfileSays() {
        // 25 TB/s: 160,000 GPUs x 40 GB/s / 256.
        assertThat(SUPERPOD_READ).isEqualTo(25e12);
        SizeResult exabyte =
                Sizings.read("requirements/exabyte-160k-gpus.yaml").result(List.of(), null, "");

        assertThat(exabyte.asked())
                .filteredOn(asked -> asked.term().equals("read"))
                .extracting(asked -> asked.amount())
                .containsExactly(READ);
        assertThat(exabyte.asked())
                .filteredOn(asked -> asked.term().equals("write"))
                .extracting(asked -> asked.amount(), asked -> asked.source())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                12.5e12, "160,000 GPUs x 78.13 MB/s (superpod-standard, mixed)"));
    }

    /**
     * Every number of domains and of nodes in each, by hand: the search must not miss a smaller.
     */
    @ParameterizedTest
    @ValueSource(strings = {"100 TB", "333 TB", "1 PB"})
    void noSmallerConfigurationExistsAtAll(String usable) {
        Sizing sizing =
                Sizings.of(
                        """
                        name: lab
                        usable: %s
                        read: 20 GB/s
                        objective: nodes
                        site: {rack-units: 12}
                        protection: {tolerate: {failure-domains: 1, drives: 1}}
                        candidates: [{server: lab-1u-4x1t}]
                        """
                                .formatted(usable));
        SizeResult.Answer answer = Sizings.answer(sizing, 0);
        String topology = sizing.emission(0, answer).topology();
        double asked = dev.faultline.node.units.DataSize.parse(usable).bytes();

        int fewest = Integer.MAX_VALUE;
        for (int nodes = 1; nodes <= 12; nodes++) {
            int most = Math.min(fewest, answer.configuration().nodes()) / nodes;
            for (int domains = 1; domains <= most; domains++) {
                Optional<ReviewResult> review =
                        Sizings.review(
                                topology,
                                "nodes.storage.failure-domains=" + domains,
                                "nodes.storage.nodes-per-rack=" + nodes);
                boolean enough =
                        review.filter(r -> r.capacity().usableBytes() >= asked)
                                .filter(r -> r.throughput().readBytesPerSecond() >= 20e9)
                                .isPresent();
                fewest = enough ? Math.min(fewest, domains * nodes) : fewest;
            }
        }

        assertThat(answer.configuration().nodes()).isEqualTo(fewest);
    }

    @Test
    void threeDomainsOfVirtualMachinesByHand() {
        Sizing sizing =
                Sizings.of(
                        """
                        name: azure
                        usable: 100 TB
                        objective: nodes
                        protection: {tolerate: {failure-domains: 1, drives: 1}}
                        candidates: [{vm: l96s_v4}]
                        """);

        SizeResult.Configuration c = Sizings.answer(sizing, 0).configuration();

        // 13+8 in three domains, as topologies/azure-lsv4-3-domains.yaml works out; a VM has
        // 12 x 1.92 = 23.04 TB. Usable of n VMs: 23.04 n x 0.95 / (21/13 + 3 x 0.02) = 13.064 n TB,
        // so 100 TB need 7.65 VMs, which is three in each of three domains.
        assertThat(c.domains()).isEqualTo(3);
        assertThat(c.racks()).isNull();
        assertThat(c.nodes()).isEqualTo(9);
        assertThat(c.usableBytes())
                .isCloseTo(9 * 23.04e12 * 0.95 / (21.0 / 13 + 0.06), percent(1e-6));
    }

    private static org.assertj.core.data.Percentage percent(double value) {
        return org.assertj.core.data.Percentage.withPercentage(value);
    }
}
