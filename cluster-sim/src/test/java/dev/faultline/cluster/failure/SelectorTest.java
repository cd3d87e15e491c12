package dev.faultline.cluster.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.SmallClusters;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On 3 domains of 2 racks with 2 nodes of 4 drives: 6 racks, 12 nodes, 48 drives. */
final class SelectorTest {

    private final Cluster cluster = SmallClusters.converged(3, 2, 2, 4);

    @ParameterizedTest
    @CsvSource({
        "domain/2, 2",
        "domain/*, 0 1 2",
        "rack/5, 5",
        "rack/3..5, 3 4 5",
        "RACK/*, 0 1 2 3 4 5",
        "node/r2/n1, 5",
        "node/r2/*, 4 5",
        "drive/r1/*, 8 9 10 11 12 13 14 15",
        "node/r1..2/n0, 2 4",
        // Node 1 of rack 3 is the eighth, its drives begin at 7 x 4.
        "drive/r3/n1/d2, 30",
        "drive/r3/n1/*, 28 29 30 31",
        "drive/r0/*/d0, 0 4",
        // One write-buffer drive in each node.
        "buffer/r3/n1/b0, 7",
        "buffer/r3/n1/0, 7",
        "buffer/r1/*, 2 3",
        "buffer/r0..1/n1/*, 1 3",
        "buffer/*, 0 1 2 3 4 5 6 7 8 9 10 11",
        "buffer/r3/n1/b1, ''",
        // NICs have 16 numbers a node; these nodes have one each.
        "nic/r1/n1/0, 48",
        "nic/r1/n1/*, 48",
        "rack/9, ''",
        "rack/5..3, ''",
        "drive/r0/n0/d4, ''",
        "nic/r1/n1/1, ''"
    })
    void selectsByPositions(String text, String indices) {
        assertThat(select(text, 1)).isEqualTo(ints(indices));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rack",
                "rack/",
                "rack/x1y",
                "rack/1/2",
                "rack/-1",
                "shelf/1",
                "drive/n3/r4/d5",
                "node/n1/r9",
                "node/r2",
                "rack/3..",
                "random 0 drives",
                "random drives",
                "random 3 racks in node/r1/n1",
                "random 2 nics in drive/r0/n0/d0",
                "random 2 nics in buffer/r0/n0/b0",
                "random 2 drives in buffer/*",
                "buffer/r0/n0/d0",
                "buffer/r0",
                "random 2 nodes in random 1 racks",
                "random 99999999 drives"
            })
    void refusesOtherTextAndShowsWhatIsAccepted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selector.parse(text))
                .withMessageContaining("random 12 drives");
    }

    @Test
    void drawsSoManyDistinctPartsAndTheSameFromTheSameSeed() {
        List<Integer> drawn = select("random 12 drives", 7);

        assertThat(drawn).hasSize(12).doesNotHaveDuplicates().isSorted();
        assertThat(select("random 12 drives", 7)).isEqualTo(drawn);
        assertThat(select("random 12 drives", 8)).isNotEqualTo(drawn);
        assertThat(select("random 1 drive", 7)).hasSize(1);
    }

    @Test
    void drawsWithinWhatItIsTold() {
        // Domain 1 has racks 2 and 3, nodes 4 to 7, drives 16 to 31.
        assertThat(select("random 4 nodes in domain/1", 3)).containsExactly(4, 5, 6, 7);
        assertThat(select("random 3 drives in rack/3", 3))
                .allSatisfy(drive -> assertThat(drive).isBetween(24, 31));
        assertThat(select("random 9 buffers in domain/1", 3)).containsExactly(4, 5, 6, 7);
        assertThat(select("random 1 buffer in node/r2/n1", 3)).containsExactly(5);
        assertThat(select("random 12 buffers", 3)).hasSize(12);
        assertThat(select("random 1 racks in domain/2", 3)).isSubsetOf(4, 5);
        assertThat(select("random 9 nics in rack/2..3", 3)).containsExactly(64, 80, 96, 112);
    }

    @Test
    void eachDriveIsDrawnAboutAsOften() {
        int[] times = new int[48];
        for (int seed = 0; seed < 1600; seed++) {
            for (int drive : select("random 12 drives", seed)) {
                times[drive]++;
            }
        }

        // 1600 draws of 12 in 48: 400 each, standard deviation sqrt(1600 x 1/4 x 3/4) = 17.3; 5 of
        // it.
        assertThat(Arrays.stream(times).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(313, 487));
    }

    private List<Integer> select(String text, long seed) {
        Parts parts = Selector.parse(text).select(cluster, new SplittableRandom(seed));
        return Arrays.stream(parts.indices()).boxed().toList();
    }

    private static List<Integer> ints(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
    }
}
