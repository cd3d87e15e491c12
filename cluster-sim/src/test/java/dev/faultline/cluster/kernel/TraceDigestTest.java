package dev.faultline.cluster.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TraceDigestTest {

    @Test
    void sameHistorySameDigest() {
        Consumer<TraceDigest> history =
                digest -> {
                    digest.add(1L);
                    digest.add(2.5);
                    digest.add("rack/17");
                };

        assertThat(of(history)).isEqualTo(of(history)).matches("[0-9a-f]{32}");
    }

    @Test
    void orderAndBoundariesCount() {
        String ab = of(digest -> add(digest, "a", "b"));

        assertThat(ab).isNotEqualTo(of(digest -> add(digest, "b", "a")));
        assertThat(ab).isNotEqualTo(of(digest -> add(digest, "ab", "")));
        assertThat(ab).isNotEqualTo(of(digest -> add(digest, "ab")));
        assertThat(of(digest -> digest.add(0L))).isNotEqualTo(of(digest -> {}));
    }

    @Test
    void zeroHasNoSign() {
        assertThat(of(digest -> digest.add(-0.0))).isEqualTo(of(digest -> digest.add(0.0)));
    }

    @Test
    void shortHistoriesDoNotCollide() {
        Set<String> digests = new HashSet<>();
        for (long first = 0; first < 300; first++) {
            for (long second = 0; second < 300; second++) {
                long a = first;
                long b = second << 32;
                digests.add(
                        of(digest -> {
                            digest.add(a);
                            digest.add(b);
                        }));
            }
        }

        assertThat(digests).hasSize(300 * 300);
    }

    private static void add(TraceDigest digest, String... values) {
        for (String value : values) {
            digest.add(value);
        }
    }

    private static String of(Consumer<TraceDigest> history) {
        TraceDigest digest = new TraceDigest();
        history.accept(digest);
        return digest.hex();
    }
}
