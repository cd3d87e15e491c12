package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.review.Frame;
import dev.faultline.cluster.review.PowerModel;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.traffic.Resources;
import dev.faultline.node.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ShippedTopologiesTest {

    static List<String> names() {
        return Shipped.names("topologies");
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReadCleanAndPointsEditorsToItsSchema(String name) throws IOException {
        Proposal proposal = Shipped.topology(name);

        assertThat(plan(proposal).usableBytes(raw(proposal))).isPositive();
        assertThat(Files.readString(Shipped.home().resolve("topologies/" + name + ".yaml")))
                .startsWith("# yaml-language-server: $schema=../schemas/topology.json\n");
    }

    @ParameterizedTest
    @MethodSource("names")
    void isNamedInTheListOfProposals(String name) throws IOException {
        assertThat(Files.readString(Shipped.home().resolve("docs/proposals.md")))
                .contains("| `" + name + "` |");
    }

    /**
     * Raw is drives x capacity. Usable is raw x (1 - spare) / (n/k + mirrors x metadata share),
     * with 5 % spare and 3 x 2 % metadata, in the lab 12.5 % and 3 x 5 %.
     *
     * <p>The codes: F domains, less one that a stripe leaves out from five domains up, c strips in
     * each, m = f c + d at most 8, at most 150 strips.
     *
     * <ul>
     *   <li>52 racks, a rack and 2 drives: 51 x 3 = 153 > 150 strips with 3 + 2 parities: 145+5.
     *   <li>14 racks, a rack and 2 drives: 13 x 6 = 78 strips with 6 + 2 parities: 70+8.
     *   <li>8 domains, one and a drive: 7 x 7 = 49 strips with 7 + 1: 41+8; 7 domains: 6 x 7: 34+8.
     *   <li>3 domains, all used, one and a drive: 3 x 7 = 21 strips with 7 + 1: 13+8; one and two
     *       drives: 3 x 6 = 18 strips with 6 + 2: 10+8.
     * </ul>
     */
    @ParameterizedTest
    @CsvSource({
        // 12 x 4 x 1 TB; 48 x 0.875 / (1.25 + 0.15)
        "lab, 12, 48, 4+1, 48, 30",
        // 52 x 24 x 10 x 122.88 TB; x 0.95 / (150/145 + 0.06) = 0.867990
        "mai-exabyte-ebox, 1248, 12480, 145+5, 1533542.4, 1331099.3",
        // 52 x 11 x 22 x 122.88 TB, and 52 x 12 front ends
        "mai-exabyte-dbox, 1196, 12584, 145+5, 1546321.92, 1342191.8",
        // 14 x 10 x 10 x 122.88 TB; x 0.95 / (78/70 + 0.06) = 0.809002
        "mai-130pb-ebox, 140, 1400, 70+8, 172032, 139174.3",
        // 8 x 8 x 12 x 3,000 GiB of 1.073741824 GB; x 0.95 / (49/41 + 0.06) = 0.756899
        "gcp-z3-8-domains, 64, 768, 41+8, 2473.901162, 1872.492",
        // 3 x 20 x 12 x 1.92 TB; x 0.95 / (21/13 + 0.06) = 0.567034
        "azure-lsv4-3-domains, 60, 720, 13+8, 1382.4, 783.868",
        // 7 x 6 x 16 x 7.5 TB; x 0.95 / (42/34 + 0.06) = 0.733424
        "aws-i8ge-7-partitions, 42, 672, 34+8, 5040, 3696.458",
        // 3 x 10 x 12 x 6.8 TB; x 0.95 / (18/10 + 0.06) = 0.510753
        "oci-denseio-3-domains, 30, 360, 10+8, 2448, 1250.323",
        // 25 x 24 x 10 x 61.44 TB; x 0.95 / (144/136 + 0.06) = 0.849106
        "weather-300pb, 600, 6000, 136+8, 368640, 313014.51104",
        // 8 x 7 x 10 x 122.88 TB; x 0.95 / (42/34 + 0.06) = 0.733424; then x 2, x 6, x 20
        "driving-50pb, 56, 560, 34+8, 68812.8, 50468.97003",
        "driving-100pb, 112, 1120, 34+8, 137625.6, 100937.94005",
        "driving-300pb, 336, 3360, 34+8, 412876.8, 302813.82016",
        "driving-1eb, 1120, 11200, 34+8, 1376256, 1009379.4",
        // 9 x 4 x 10 x 15.36 TB; x 0.95 / (48/40 + 0.06) = 0.753968
        "media-4pb-burst, 36, 360, 40+8, 5529.6, 4169.142857",
        // 8 x 6 x 3 x 3,000 GiB; as gcp-z3-8-domains
        "burst-300tb-gcp, 48, 144, 41+8, 463.856468, 351.092294",
        // 5 x 4 x 12 x 1.92 TB; all five used: 35 strips, 7 + 1; x 0.95 / (35/27 + 0.06) = 0.700437
        "burst-300tb-azure, 20, 240, 27+8, 460.8, 322.761333",
        // 7 x 2 x 4 x 7.5 TB; 7 strips in each of 6: 42, 7 + 1; x 0.733424
        "burst-300tb-aws, 14, 56, 34+8, 420, 308.038147",
        // 3 x 9 x 3 x 6.8 TB; as azure-lsv4-3-domains
        "burst-300tb-oci, 27, 81, 13+8, 550.8, 312.322314",
        // 8 x 6 x 24 x 61.44 TB; x 0.92 / (42/34 + 0.06) = 0.710263
        "bare-metal-site, 48, 1152, 34+8, 70778.88, 50271.64774",
        // twice gcp-z3-8-domains
        "next-generation-vm, 64, 768, 41+8, 4947.802325, 3744.984465",
    })
    void holdsWhatTheArithmeticSays(
            String name, int nodes, int drives, String code, double rawTb, double usableTb) {
        Proposal proposal = Shipped.topology(name);
        ProtectionPlan plan = plan(proposal);

        assertThat(proposal.cluster().nodeCount()).isEqualTo(nodes);
        assertThat(proposal.cluster().driveCount()).isEqualTo(drives);
        assertThat(plan.data().code()).hasToString(code);
        assertThat(raw(proposal) / 1e12).isCloseTo(rawTb, within(1e-6 * rawTb));
        assertThat(plan.usableBytes(raw(proposal)) / 1e12)
                .isCloseTo(usableTb, within(1e-6 * usableTb));
    }

    /**
     * A box: 200 W chassis, 2 NICs of 25 + 9 W, 360 W CPU, 10 drives of 24 W, 2 of 18 W: 904 W over
     * 94 % is 961.7 W; 1,248 of them at PUE 1.2 draw 1.440 MW.
     *
     * <p>An enclosure: 110 W, 2 DPUs of 75 + 9 W, 22 drives of 24 W, 8 of 18 W: 950 W; a front end:
     * 180 + 68 + 360 = 608 W. (572 x 950 + 624 x 608) / 94 % x 1.2 = 1.178 MW.
     */
    @ParameterizedTest
    @CsvSource({"mai-exabyte-ebox, 1.440e6", "mai-exabyte-dbox, 1.178e6"})
    void holdsMoreThanAnExabyteWithinFourMegawatts(String name, double watts) {
        Proposal proposal = Shipped.topology(name);

        double provisioned =
                new PowerModel(new Resources(proposal.cluster(), 1), proposal.file().site().pue())
                        .provisionedWatts();

        assertThat(provisioned).isCloseTo(watts, within(1e-3 * watts)).isLessThan(4e6);
        assertThat(plan(proposal).usableBytes(raw(proposal))).isGreaterThan(1.3e18);
    }

    /**
     * Reads are bound by what leaves the NICs, of which each gives 90 % of its line: 45 GB/s at
     * 400G, 22.5 at 200G, 11.25 at 100G.
     */
    @Test
    void halfTheNetworkReadsHalfAsFast() {
        double at400 = readRate("mai-130pb-ebox", "400G");
        double at200 = readRate("mai-130pb-ebox", "200G");
        double at100 = readRate("mai-130pb-ebox", "100G");

        assertThat(at200).isCloseTo(at400 / 2, within(1e-9 * at400));
        assertThat(at100).isCloseTo(at400 / 4, within(1e-9 * at400));
    }

    private static double readRate(String name, String nic) {
        Proposal proposal = Shipped.topology(name, "nodes.storage.nic=" + nic);
        ProtectionPlan plan = plan(proposal);
        return new Frame(proposal, plan).throughput().readBytesPerSecond();
    }

    private static ProtectionPlan plan(Proposal proposal) {
        Problems problems = new Problems();
        ProtectionPlan plan =
                ProtectionPlanner.plan(proposal.bound(), proposal.cluster(), problems);
        problems.throwIfAny();
        return Objects.requireNonNull(plan);
    }

    private static double raw(Proposal proposal) {
        Cluster cluster = proposal.cluster();
        return cluster.driveCount() * cluster.driveKind().capacityBytes();
    }
}
