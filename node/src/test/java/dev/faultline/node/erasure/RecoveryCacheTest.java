package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryCacheTest {
    private final List<StripSet> planned = new ArrayList<>();
    private final RecoveryCache cache = new RecoveryCache(this::plan);

    @Test
    void plansOnce() {
        Recovery first = cache.get(StripSet.of(1, 2));
        Recovery second = cache.get(StripSet.of(2, 1));

        assertThat(second).isSameAs(first);
        assertThat(planned).containsExactly(StripSet.of(1, 2));
    }

    @Test
    void startsAgainWhenFull() {
        // 4096 plans are kept: the 4097th makes room by dropping them all.
        for (int plan = 0; plan < 4096; plan++) {
            cache.get(StripSet.of(plan % 64, 64 + plan / 64));
        }
        cache.get(StripSet.of(0, 64));
        assertThat(planned).hasSize(4096);

        cache.get(StripSet.of(200));
        cache.get(StripSet.of(0, 64));

        assertThat(planned).hasSize(4098);
    }

    private Recovery plan(StripSet lost) {
        planned.add(lost);
        return new Recovery(Kernel.scalar(), new Program(List.of()));
    }
}
