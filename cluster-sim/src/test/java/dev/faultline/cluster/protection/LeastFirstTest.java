package dev.faultline.cluster.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeastFirstTest {

    @Test
    void theFirstAreThoseOfASortedArrayAndNoneIsLost() {
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = random.nextInt(1, 60);
            // few different values of the upper bits, as domains that have dealt nearly the same
            long[] values =
                    random.longs(size + 3L, 0, 3).map(v -> v << 16 | random.nextInt(99)).toArray();
            long[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            long[] beyond = Arrays.copyOfRange(values, size, size + 3);
            int wanted = random.nextInt(size + 1);

            LeastFirst.sort(values, size, wanted);

            assertThat(Arrays.copyOf(values, wanted))
                    .as("seed %d", seed)
                    .isEqualTo(Arrays.copyOf(sorted, wanted));
            assertThat(Arrays.copyOfRange(values, size, size + 3)).isEqualTo(beyond);
            long[] all = Arrays.copyOf(values, size);
            Arrays.sort(all);
            assertThat(all).as("seed %d", seed).isEqualTo(sorted);
        }
    }
}
