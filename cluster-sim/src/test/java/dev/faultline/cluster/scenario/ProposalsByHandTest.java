package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.result.RunResult.Limit;
import dev.faultline.cluster.review.Review;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.node.config.Problems;
import dev.faultline.node.hardware.Catalog;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Shipped proposals worked out with a pocket calculator from the figures of data sheets and cloud
 * documentation, written out here: a wrong row of the catalog fails here as a wrong formula does.
 *
 * <p>What they have in common. Usable is raw x (1 - spare) / (n/k + copies x metadata share). A NIC
 * gives 90 % of its line, the rest is protocol. A byte that is read leaves the node that owns it,
 * except for the 1/N that lie on the front end that serves it, and leaves the front end. A byte
 * that is written comes in from its client, goes out to the write buffer in so many copies or
 * strips, is read from there, encoded, and goes out to the drives. Throughput is what the tightest
 * kind of part gives all together over what a byte takes of it.
 */
final class ProposalsByHandTest {

    private static final double GB = 1e9;
    private static final double TB = 1e12;
    private static final double GIB = 1073741824.0;
    private static final double MIB = 1048576.0;

    /**
     * 400 Gb/s are 50 GB/s; a PCIe 5 x16 slot carries 53, so the line counts: 45 GB/s of payload.
     */
    private static final double NIC_400G = 0.9 * 400e9 / 8;

    /** Solidigm D5-P5336, 122.88 and 61.44 TB: reads 7 GB/s, writes 3 GB/s. */
    private static final double QLC_READ = 7 * GB;

    private static final double QLC_WRITE = 3 * GB;

    /** Kioxia FL6 class SCM: takes 5.8 GB/s, gives 6.2 GB/s. */
    private static final double SCM_WRITE = 5.8 * GB;

    private static final double SCM_READ = 6.2 * GB;

    /** Strips that 6+2 makes of a byte, on its way into the write buffer. */
    private static final double SIX_PLUS_TWO = 8.0 / 6;

    /** 730 hours are a month. */
    private static final double HOURS = 730;

    private static final Catalog CATALOG =
            Catalog.load(Shipped.home().resolve("topologies/catalog"));

    @Test
    void exabyteOnBoxes() {
        ReviewResult review = review("mai-exabyte-ebox");

        // 52 racks x 24 boxes = 1,248; 10 drives of 122.88 TB in each
        double boxes = 52 * 24;
        double raw = boxes * 10 * 122.88 * TB;
        // 51 racks in a stripe, 3 strips in each are 153, and 150 is the widest: 3 + 2 parities,
        // 145+5
        assertUsable(review, "145+5", raw * 0.95 / (150.0 / 145 + 3 * 0.02));
        // Reads: two NICs of 45 GB/s in a box; 1247/1248 of a byte from the owner, 1 from the front
        // end
        double read = boxes * 2 * NIC_400G / (1247.0 / 1248 + 1);
        // then the uplinks, 24 boxes x 100 GB/s of line, none oversubscribed: 51/52 + 1 leave racks
        double uplink = 52 * 24 * 100 * GB / (51.0 / 52 + 1);
        assertRead(review, "NIC out", read, "uplink out", uplink);
        // Writes: two SCM drives in a box take 8/6 bytes and give 1 back, one after the other
        double write = boxes * 2 / (SIX_PLUS_TWO / SCM_WRITE + 1 / SCM_READ);
        assertWrite(review, "write-buffer media", write);
        // the drives would take 150/145 bytes for each
        double drives = boxes * 10 * QLC_WRITE * 145 / 150;
        assertThat(limit(review, "write", "drive media")).isCloseTo(drives, within(1e3));

        // Cost. QLC at 603 USD/TB. In a rack 24 ports of 800 Gb/s go down to boxes of two 400 Gb/s
        // NICs and
        // 24 up: 48 of the 64 ports of one leaf. 52 leaves, and 1,248 / 64 = 19.5, so 20 spines.
        Boxes bought = new Boxes(52 * 24, 52, 52 + 20, 10 * 122.88, 603);
        // Clients read at 40 % of what they could and write at 10 %: drives are busy for 0.4 of
        // reads
        // over 7 GB/s and 0.1 of writes, the buffer a tenth of its time
        double driveUse = 0.4 * read / (boxes * 10 * QLC_READ) + 0.1 * write / drives;
        // checking at 70 GB/s a core: a byte once when read, twice when written; multiplying at
        // 39.9
        // GB/s: 2 parities of the buffer's 6+2, 5 of 145+5
        double coreSeconds = 0.4 * read / 70e9 + 0.1 * write * (2 / 70e9 + (2 + 5) / 39.9e9);
        double cpuUse = coreSeconds / (boxes * 64);
        assertCost(review, bought, new Use(driveUse, 5, 24, 0.1, cpuUse, 1.2));
    }

    @Test
    void exabyteOnEnclosuresAndFrontEnds() {
        ReviewResult review = review("mai-exabyte-dbox");

        // 52 racks x 11 enclosures = 572, with 22 drives and 8 SCM each, and 52 x 12 = 624 front
        // ends
        double enclosures = 52 * 11;
        double frontEnds = 52 * 12;
        assertUsable(
                review, "145+5", enclosures * 22 * 122.88 * TB * 0.95 / (150.0 / 145 + 3 * 0.02));
        // Reads: every byte leaves an enclosure once, two DPUs of 45 GB/s, and a front end once.
        // The
        // enclosures are fewer and bind.
        double read = enclosures * 2 * NIC_400G;
        // then what comes in at the front ends, as much as leaves them
        assertRead(review, "NIC out", read, "NIC in", frontEnds * 2 * NIC_400G);
        // Writes: eight SCM drives in an enclosure
        double write = enclosures * 8 / (SIX_PLUS_TWO / SCM_WRITE + 1 / SCM_READ);
        assertWrite(review, "write-buffer media", write);
        // into an enclosure come 8/6 to the buffer and 150/145 to the drives: the NICs would allow
        assertThat(limit(review, "write", "NIC in"))
                .isCloseTo(enclosures * 2 * NIC_400G / (SIX_PLUS_TWO + 150.0 / 145), within(1e3));
    }

    @Test
    void eightDomainsOnGoogleCloud() {
        ReviewResult review = review("gcp-z3-8-domains");

        // 8 domains x 8 VMs, each 12 x 3,000 GiB
        double raw = 64 * 12 * 3000 * GIB;
        // 7 domains in a stripe, 7 strips in each are 49, 7 + 1 parities: 41+8
        assertUsable(review, "41+8", raw * 0.95 / (49.0 / 41 + 3 * 0.02));
        // Reads: Tier_1 is 100 Gb/s, 11.25 GB/s of payload
        double nic = 0.9 * 100e9 / 8;
        double read = 64 * nic / (63.0 / 64 + 1);
        double uplink = 64 * 100e9 / 8 / (7.0 / 8 + 1);
        assertRead(review, "NIC out", read, "uplink out", uplink);
        // Writes: 1 byte comes in from the client; of three copies, of the byte that is read back
        // and
        // of 49/41 bytes of strips 63/64 come from other VMs
        double write = 64 * nic / (1 + 63.0 / 64 * (3 + 1 + 49.0 / 41));
        assertWrite(review, "NIC in", write);
        // the provider's cap on writes of a VM, 30,000 MiB/s, is far away: 3 + 49/41 bytes for each
        assertThat(limit(review, "write", "local write cap"))
                .isCloseTo(64 * 30_000 * MIB / (3 + 49.0 / 41), within(1e3));
        // Cost: 13 USD an hour on demand, and 1 USD (assumed) for Tier_1
        assertRent(review, 64 * HOURS * (13 + 1));
    }

    @Test
    void threeDomainsOnAzure() {
        ReviewResult review = review("azure-lsv4-3-domains");

        // 3 domains x 20 VMs, each 12 x 1.92 TB; all three in a stripe, 7 strips in each, 7 + 1
        // parities
        assertUsable(review, "13+8", 60 * 12 * 1.92 * TB * 0.95 / (21.0 / 13 + 3 * 0.02));
        // Reads: 41 Gb/s, 4.6125 GB/s of payload
        double nic = 0.9 * 41e9 / 8;
        double uplink = 60 * 41e9 / 8 / (2.0 / 3 + 1);
        assertRead(review, "NIC out", 60 * nic / (59.0 / 60 + 1), "uplink out", uplink);
        // Writes: as on Google Cloud, with 21/13 bytes of strips
        double write = 60 * nic / (1 + 59.0 / 60 * (3 + 1 + 21.0 / 13));
        assertWrite(review, "NIC in", write);
        // Cost: 8.352 USD an hour on demand in eastus
        assertRent(review, 60 * HOURS * 8.352);
    }

    @Test
    void partitionsOnAws() {
        ReviewResult review = review("burst-300tb-aws");

        // 7 partitions x 2 machines, each 4 x 7.5 TB; 6 in a stripe, 7 strips in each, 7 + 1
        // parities
        assertUsable(review, "34+8", 14 * 4 * 7.5 * TB * 0.95 / (42.0 / 34 + 3 * 0.02));
        // Reads: 75 Gb/s, 8.4375 GB/s of payload; the SSDs, 1.331 GB/s by their operations, come
        // close
        double nic = 0.9 * 75e9 / 8;
        double read = 14 * nic / (13.0 / 14 + 1);
        double uplink = 14 * 75e9 / 8 / (6.0 / 7 + 1);
        assertRead(review, "NIC out", read, "uplink out", uplink);
        assertThat(limit(review, "read", "drive media"))
                .isCloseTo(14 * 4 * 1.331 * GB, within(1e3));
        // Writes: the SSDs bind. Three copies and 42/34 bytes of strips go onto them at 1.065 GB/s,
        // and
        // one byte is read back
        double write = 14 * 4 / ((3 + 42.0 / 34) / (1.065 * GB) + 1 / (1.331 * GB));
        assertWrite(review, "drive media", write);
        // Cost: 5.6952 USD an hour on demand in us-east-1
        assertRent(review, 14 * HOURS * 5.6952);
    }

    @Test
    void faultDomainsOnOracle() {
        ReviewResult review = review("burst-300tb-oci");

        // 3 domains x 9 VMs, each 3 x 6.8 TB; all three in a stripe, 7 strips in each, 7 + 1
        // parities
        assertUsable(review, "13+8", 27 * 3 * 6.8 * TB * 0.95 / (21.0 / 13 + 3 * 0.02));
        // Reads: 24 Gb/s, 2.7 GB/s of payload
        double nic = 0.9 * 24e9 / 8;
        double uplink = 27 * 24e9 / 8 / (2.0 / 3 + 1);
        assertRead(review, "NIC out", 27 * nic / (26.0 / 27 + 1), "uplink out", uplink);
        double write = 27 * nic / (1 + 26.0 / 27 * (3 + 1 + 21.0 / 13));
        assertWrite(review, "NIC in", write);
        // Cost: 2.5445 USD an hour in every region
        assertRent(review, 27 * HOURS * 2.5445);
    }

    @Test
    void weather() {
        ReviewResult review = review("weather-300pb");

        // 25 racks x 24 boxes x 10 drives of 61.44 TB
        double boxes = 25 * 24;
        // 24 racks in a stripe, 6 strips in each are 144, 6 + 2 parities: 136+8
        assertUsable(review, "136+8", boxes * 10 * 61.44 * TB * 0.95 / (144.0 / 136 + 3 * 0.02));
        double read = boxes * 2 * NIC_400G / (599.0 / 600 + 1);
        double uplink = boxes * 100 * GB / (24.0 / 25 + 1);
        assertRead(review, "NIC out", read, "uplink out", uplink);
        // Writes: two SCM drives in a box, 5.11 GB/s; 3.07 TB/s in all, twice the ensemble's 1.53
        double write = boxes * 2 / (SIX_PLUS_TWO / SCM_WRITE + 1 / SCM_READ);
        assertWrite(review, "write-buffer media", write);
        assertThat(write).isGreaterThan(2 * 1.53 * TB);
        // A burst into the buffer alone: 5.8 GB/s x 2 over 8/6, 80 % of 2 x 3.2 TB over 8/6 in a
        // box
        double burst = boxes * 2 * SCM_WRITE / SIX_PLUS_TWO;
        assertThat(review.throughput().burstWriteBytesPerSecond()).isCloseTo(burst, within(1e3));
        assertThat(review.throughput().burstSeconds())
                .isCloseTo(boxes * 2 * 3.2 * TB * 0.8 / SIX_PLUS_TWO / burst, within(1e-6));

        // Cost: QLC at 603 USD/TB; 25 leaves with 24 + 24 ports, 600 / 64 = 9.4, so 10 spines
        Boxes bought = new Boxes(600, 25, 25 + 10, 10 * 61.44, 603);
        double drives = boxes * 10 * QLC_WRITE * 136 / 144;
        double driveUse = 0.4 * read / (boxes * 10 * QLC_READ) + 0.1 * write / drives;
        double coreSeconds = 0.4 * read / 70e9 + 0.1 * write * (2 / 70e9 + (2 + 8) / 39.9e9);
        assertCost(review, bought, new Use(driveUse, 5, 25, 0.1, coreSeconds / (boxes * 64), 1.2));
    }

    @Test
    void media() {
        ReviewResult review = review("media-4pb-burst");

        // 9 racks x 4 boxes x 10 drives of 15.36 TB; 8 racks in a stripe, 6 strips in each: 48, 6 +
        // 2
        assertUsable(review, "40+8", 36 * 10 * 15.36 * TB * 0.95 / (48.0 / 40 + 3 * 0.02));
        double read = 36 * 2 * NIC_400G / (35.0 / 36 + 1);
        assertRead(review, "NIC out", read, "uplink out", 36 * 100 * GB / (8.0 / 9 + 1));
        // 394 GB/s for a usable petabyte, where mai-exabyte-ebox has 42: capacity is not what is
        // bought
        assertThat(read / (review.capacity().usableBytes() / 1e15)).isCloseTo(394e9, within(1e9));
        double write = 36 * 2 / (SIX_PLUS_TWO / SCM_WRITE + 1 / SCM_READ);
        assertWrite(review, "write-buffer media", write);

        // Cost: TLC at 753 USD/TB; 9 leaves with 4 + 4 ports, 36 / 64, so 1 spine. Drives read 14
        // GB/s,
        // write 10 GB/s, and draw 5 to 18 W.
        Boxes bought = new Boxes(36, 9, 9 + 1, 10 * 15.36, 753);
        double drives = 36 * 10 * 10 * GB * 40 / 48;
        double driveUse = 0.4 * read / (36 * 10 * 14 * GB) + 0.1 * write / drives;
        double coreSeconds = 0.4 * read / 70e9 + 0.1 * write * (2 / 70e9 + (2 + 8) / 39.9e9);
        assertCost(review, bought, new Use(driveUse, 5, 18, 0.1, coreSeconds / (36 * 64), 1.5));
    }

    @Test
    void bareMetal() {
        ReviewResult review = review("bare-metal-site");

        // 8 racks x 6 machines x 24 drives of 61.44 TB; 7 racks in a stripe, 6 strips in each: 42,
        // 6 + 2
        assertUsable(review, "34+8", 48 * 24 * 61.44 * TB * 0.92 / (42.0 / 34 + 3 * 0.02));
        // Reads: uplinks carry 1/1.5 of 6 machines x 100 GB/s, 400 GB/s in a rack, and bind before
        // NICs
        double uplink = 8 * 6 * 100 * GB / 1.5 / (7.0 / 8 + 1);
        double nic = 48 * 2 * NIC_400G / (47.0 / 48 + 1);
        assertRead(review, "uplink out", uplink, "NIC out", nic);
        // Writes: four SCM drives in a machine
        double write = 48 * 4 / (SIX_PLUS_TWO / SCM_WRITE + 1 / SCM_READ);
        assertWrite(review, "write-buffer media", write);
        // and then the uplinks: 1 from the client, 7/8 of 8/6, of 1 and of 42/34 bytes from other
        // racks
        assertThat(limit(review, "write", "uplink in"))
                .isCloseTo(
                        8 * 400 * GB / (1 + 7.0 / 8 * (SIX_PLUS_TWO + 1 + 42.0 / 34)), within(1e3));
    }

    @Test
    void nextGeneration() {
        ReviewResult review = review("next-generation-vm");
        ReviewResult today = review("gcp-z3-8-domains");

        // 64 VMs with 12 x 6,000 GiB and 200 Gb/s: all of it twice eightDomainsOnGoogleCloud
        double nic = 0.9 * 200e9 / 8;
        assertUsable(review, "41+8", 64 * 12 * 6000 * GIB * 0.95 / (49.0 / 41 + 3 * 0.02));
        double uplink = 64 * 200e9 / 8 / (7.0 / 8 + 1);
        assertRead(review, "NIC out", 64 * nic / (63.0 / 64 + 1), "uplink out", uplink);
        assertWrite(review, "NIC in", 2 * today.write().bytesPerSecond());
        // nobody offers it: it has no price, and no count of operations
        assertThat(Objects.requireNonNull(review.cost()).monthlyUsd()).isNull();
        assertThat(review.cost().unknown()).isNotEmpty();
    }

    /** 1U boxes, and what they are connected with. */
    private record Boxes(
            int boxes, int racks, int switches, double terabytesEach, double usdPerTerabyte) {

        /** What is bought but the racks: these need no support. */
        double equipmentUsd() {
            double drives = boxes * terabytesEach * usdPerTerabyte;
            double buffers = boxes * 2 * 3.2 * 1500;
            double chassisAndCpu = boxes * (5000.0 + 9826);
            // 768 GiB are 0.8246 TB
            double memory = boxes * 768 * GIB / TB * 10186;
            double nics = boxes * 2 * 1599.0;
            // a cable of 800 Gb/s to each box, and a transceiver at both ends of as many uplinks
            double network = switches * 51999.0 + boxes * 300.0 + 2 * boxes * 919.0;
            return drives + buffers + chassisAndCpu + memory + nics + network;
        }
    }

    /** How busy boxes are in the mean, and what their drives draw. */
    private record Use(
            double drives,
            double idleWatts,
            double activeWatts,
            double buffer,
            double cpu,
            double pue) {

        /**
         * At the plug: chassis 90 to 200 W, two NICs of 25 + 9 W, CPU 100 to 360 W, supplies 94 %.
         */
        double wattsOfBox(double driveUse, double bufferUse, double cpuUse) {
            double chassisNicsCpu = 90 + 2 * 34 + 100 + cpuUse * (110 + 260);
            double drives = 10 * (idleWatts + driveUse * (activeWatts - idleWatts));
            return (chassisNicsCpu + drives + 2 * (5 + bufferUse * 13)) / 0.94;
        }

        double average() {
            return wattsOfBox(drives, buffer, cpu) * pue;
        }

        double provisionedAtThePlug() {
            return wattsOfBox(1, 1, 1);
        }
    }

    /**
     * Written off over five years. Support is 5 % a year, electricity 0.08 USD/kWh at the meter,
     * hosting in Virginia 190 to 235 USD a month for each provisioned kW at the plug.
     */
    private static void assertCost(ReviewResult review, Boxes bought, Use use) {
        CostResult cost = Objects.requireNonNull(review.cost());
        double capital = bought.equipmentUsd() + bought.racks() * 5000.0;
        double support = bought.equipmentUsd() * 0.05 / 12;
        double electricity = bought.boxes() * use.average() / 1000 * HOURS * 0.08;
        double hosting = bought.boxes() * use.provisionedAtThePlug() / 1000 * (190 + 235) / 2;
        double monthly = capital / 60 + support + electricity + hosting;
        double usableGb = review.capacity().usableBytes() / GB;

        assertThat(cost.unknown()).isEmpty();
        assertThat(cost.capitalUsd()).isCloseTo(capital, within(1e-9 * capital));
        assertThat(cost.monthlyUsd()).isCloseTo(monthly, within(1e-9 * monthly));
        assertThat(cost.usdPerUsableGigabyteMonth())
                .isCloseTo(monthly / usableGb, within(1e-9 * monthly / usableGb));
    }

    private static void assertRent(ReviewResult review, double monthly) {
        CostResult cost = Objects.requireNonNull(review.cost());
        double usableGb = review.capacity().usableBytes() / GB;

        assertThat(cost.capitalUsd()).isZero();
        assertThat(cost.monthlyUsd()).isCloseTo(monthly, within(1e-9 * monthly));
        assertThat(cost.usdPerUsableGigabyteMonth())
                .isCloseTo(monthly / usableGb, within(1e-9 * monthly / usableGb));
    }

    private static void assertUsable(ReviewResult review, String code, double usable) {
        assertThat(review.protection().code()).isEqualTo(code);
        assertThat(review.capacity().usableBytes()).isCloseTo(usable, within(1e-9 * usable));
    }

    private static void assertRead(
            ReviewResult review, String bound, double rate, String next, double nextRate) {
        assertThat(review.read().resource()).isEqualTo(bound);
        assertThat(review.read().bytesPerSecond()).isCloseTo(rate, within(1e-9 * rate));
        assertThat(review.read().runnerUp()).isEqualTo(next);
        assertThat(limit(review, "read", next)).isCloseTo(nextRate, within(1e-9 * nextRate));
    }

    private static void assertWrite(ReviewResult review, String bound, double rate) {
        assertThat(review.write().resource()).isEqualTo(bound);
        assertThat(review.write().bytesPerSecond()).isCloseTo(rate, within(1e-9 * rate));
    }

    private static double limit(ReviewResult review, String load, String resource) {
        return review.throughput().limits().stream()
                .filter(limit -> limit.load().equals(load) && limit.resource().equals(resource))
                .findFirst()
                .map(Limit::bytesPerSecond)
                .orElseThrow();
    }

    private static ReviewResult review(String name) {
        Proposal proposal = Shipped.topology(name);
        Problems problems = new Problems();
        ProtectionPlan plan =
                ProtectionPlanner.plan(proposal.bound(), proposal.cluster(), problems);
        problems.throwIfAny();
        return Review.of(proposal, Objects.requireNonNull(plan), new PriceBook(CATALOG, List.of()));
    }
}
