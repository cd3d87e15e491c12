package dev.faultline.cluster.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.review.Reviews;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ScalingTest {

    private static Candidate scaled(String name, double bytes) {
        Problems problems = new Problems();
        Candidate scaled =
                Scaling.to(
                        bytes,
                        Reviews.shipped(name),
                        new TopologyReader(Reviews.CATALOG),
                        problems);
        problems.throwIfAny();
        return Objects.requireNonNull(scaled);
    }

    /**
     * 64 machines in 8 domains hold 1,872.5 TB, so one in each 234.06 TB; 10 PB take 42.7: 43 in
     * each of the same eight domains.
     */
    @Test
    void keepsTheDomainsOfAProvider() {
        Candidate scaled = scaled("gcp-z3-8-domains", 10e15);

        assertThat(scaled.proposal().cluster().domainCount()).isEqualTo(8);
        assertThat(scaled.proposal().cluster().nodeCount()).isEqualTo(8 * 43);
        assertThat(scaled.usableBytes()).isBetween(10e15, 10.1e15);
        assertThat(scaled.scaled())
                .singleElement()
                .asString()
                .contains("43 machines in a domain for 8", "more than asked");
    }

    /** Full racks: one more than needed for proportion, since the code stays much the same. */
    @Test
    void addsFullRacks() {
        Candidate scaled = scaled("mai-130pb-ebox", 300e15);
        Cluster cluster = scaled.proposal().cluster();

        assertThat(scaled.usableBytes()).isGreaterThanOrEqualTo(300e15);
        assertThat(cluster.nodeCount()).isEqualTo(10 * cluster.rackCount());
        assertThat(scaled("mai-130pb-ebox", scaled.usableBytes()).usableBytes())
                .as("it is the smallest that holds what it holds")
                .isEqualTo(scaled.usableBytes());
    }

    /**
     * 10 PB of boxes with 1,228.8 TB each: eight racks of two hold 14.4 PB; eleven racks of one use
     * ten domains, six strips in each: 60 = 52+8, and 11 x 1,228.8 x 0.95 / (60/52 + 0.06) is
     * 10,578.7 TB, 5.8 % above; no shape is nearer, so this is it.
     */
    @Test
    void takesTheShapeThatHoldsLeastAbove() {
        Candidate scaled = scaled("mai-exabyte-ebox", 10e15);

        assertThat(scaled.proposal().cluster().rackCount()).isEqualTo(11);
        assertThat(scaled.proposal().cluster().nodeCount()).isEqualTo(11);
        assertThat(scaled.plan().data().code()).hasToString("52+8");
        assertThat(scaled.usableBytes() / 1e12).isBetween(10_578.7, 10_578.8);
    }

    /**
     * 11 enclosures and 12 front ends in a rack; fewer enclosures keep their share of front ends.
     */
    @Test
    void scalesFrontEndsAlong() {
        Candidate scaled = scaled("mai-exabyte-dbox", 50e15);
        Cluster cluster = scaled.proposal().cluster();
        int inRack = cluster.firstNodeOfRack(1);
        long enclosures =
                java.util.stream.IntStream.range(0, inRack)
                        .filter(node -> cluster.groupOf(node).stores())
                        .count();

        assertThat(inRack - enclosures).isEqualTo((long) Math.ceil(12.0 * enclosures / 11));
        assertThat(scaled.usableBytes()).isGreaterThanOrEqualTo(50e15);
    }
}
