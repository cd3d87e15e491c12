package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.cluster.result.RunResult;
import org.junit.jupiter.api.Test;

/** What room a rebuild finds on drives that are replaced or come back. */
final class RebuildRoomTest {

    private static final String[] THREE_RACKS = {
        "topology.nodes.storage.failure-domains=3",
        "topology.nodes.storage.nodes-per-rack=4",
        "topology.protection.data={code: 2+1}",
        "expect=[]",
    };

    /**
     * Stripes of 2+1 lie in all three racks, so only the replaced rack can take back what it held:
     * a third of all. At 80 % of what leaves 12.5 % spare, its drives were 70 % full: what is
     * re-created (70 %) would not fit besides what they held before.
     */
    @Test
    void replacedPartsAreEmpty() {
        RunResult result =
                lab("timeline=[{at: 10 min, lose: rack/1}, {at: 20 min, replace: rack/1}]");

        assertThat(result.rebuild().unrestoredBytes()).isZero();
        assertThat(result.rebuild().bytes()).isCloseTo(0.7 * 16e12, within(0.01 * 0.7 * 16e12));
        assertThat(result.redundancy().timeline().getLast().bytesByRedundancy()[0]).isZero();
    }

    /** Before that, it is said what is missing, and that nothing more may go. */
    @Test
    void withoutAReplacementDomainsAreMissing() {
        RunResult result = lab("timeline=[{at: 10 min, lose: rack/1}]");

        assertThat(result.rebuild().finished()).isFalse();
        assertThat(result.rebuild().unrestoredBytes())
                .isCloseTo(0.7 * 16e12, within(0.01 * 0.7 * 16e12));
        assertThat(result.rebuild().missing()).startsWith("failure domains");
        assertThat(result.rebuild().remainingPromise())
                .containsExactly(new RunResult.Survives(0, 0));
    }

    /**
     * Each of six racks is away for so long that what it held is re-created in the others, and
     * comes back. Six times 5.6 TB would not fit into 48 - 33.6 = 14.4 TB if the stale copies of
     * racks that are back still took their room.
     */
    @Test
    void staleCopiesOfWhatComesBackAreDropped() {
        StringBuilder outages = new StringBuilder("timeline=[");
        for (int rack = 0; rack < 6; rack++) {
            outages.append("{at: %d h, outage: rack/%d, for: 2 h},".formatted(3 * rack, rack));
        }
        outages.setCharAt(outages.length() - 1, ']');

        RunResult result =
                Run.of(
                        Shipped.scenario("lab-by-hand", outages.toString(), "expect=[]"),
                        Progress.NONE);

        assertThat(result.rebuild().bytes()).isGreaterThan(14.4e12);
        assertThat(result.rebuild().unrestoredBytes()).isZero();
    }

    private static RunResult lab(String timeline) {
        String[] settings = new String[THREE_RACKS.length + 1];
        System.arraycopy(THREE_RACKS, 0, settings, 0, THREE_RACKS.length);
        settings[THREE_RACKS.length] = timeline;
        return Run.of(Shipped.scenario("lab-by-hand", settings), Progress.NONE);
    }
}
