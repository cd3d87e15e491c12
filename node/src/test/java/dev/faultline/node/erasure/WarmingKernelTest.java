package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WarmingKernelTest {
    private long nowNanos;

    private final Timed scalar = new Timed("scalar", 100);
    private final Timed vector = new Timed("vector", 1000);
    private final WarmingKernel kernel = new WarmingKernel(vector, scalar, () -> nowNanos);

    @Test
    void isScalarAtFirst() {
        assertThat(kernel.name()).isEqualTo("scalar");
    }

    @Test
    void isVectorOnceVectorsAreFasterForAWhile() {
        vector.fasterAfter = 50;

        kernel.warmUp();

        assertThat(kernel.name()).isEqualTo("vector");
        // The round of runs 49 and 50 is half slow; 20 rounds of two runs, on and off the heap,
        // follow.
        assertThat(vector.runs).isEqualTo(50 + 2 * 20);
    }

    @Test
    void startsToCountAgainWhenVectorsAreSlowOnceMore() {
        vector.fasterAfter = 0;
        vector.slowAgainAt = 30;

        kernel.warmUp();

        // 15 rounds, of which the last is slow; then 20 more.
        assertThat(vector.runs).isEqualTo(30 + 2 * 20);
        assertThat(kernel.name()).isEqualTo("vector");
    }

    @Test
    void equallyFastIsNotFaster() {
        vector.nanosWhenFast = 100;
        vector.fasterAfter = 0;
        scalar.nanosWhenFast = Duration.ofSeconds(1).toNanos();
        vector.nanosWhenFast = scalar.nanosWhenFast;
        scalar.fasterAfter = 0;

        kernel.warmUp();

        assertThat(kernel.name()).isEqualTo("scalar");
    }

    @Test
    void staysScalarWhereVectorsNeverAre() {
        vector.nanosWhenSlow = Duration.ofMinutes(1).toNanos();

        kernel.warmUp();

        assertThat(kernel.name()).isEqualTo("scalar");
        // A round is two runs of a minute each (and 100 ns): 5 minutes are over after the third.
        assertThat(vector.runs).isEqualTo(2 * 3);
    }

    @Test
    void exercisesEveryPass() {
        vector.fasterAfter = 0;

        kernel.warmUp();

        LinearMap map = vector.lastProgram.map(0);
        // One sum alone, one with three others, then four, two and one; an odd pair of six sources.
        assertThat(map.sums()).isEqualTo(2);
        assertThat(map.targetCount()).isEqualTo(1 + 4 + 4 + 2 + 1);
        assertThat(map.sourceCount()).isEqualTo(4 + 2);
        assertThat(vector.memory).containsExactlyInAnyOrder(true, false);
    }

    @Test
    @Timeout(60)
    void beginsToWarmUpWithItsFirstRunAndDoesIt() throws InterruptedException {
        vector.fasterAfter = 0;
        Program program =
                new Program(
                        List.of(
                                LinearMap.setting(
                                        new int[] {0}, new int[] {1}, (target, source) -> 1)));

        while (kernel.name().equals("scalar")) {
            kernel.run(program, Stripe.of(new byte[2][1]), 0, 1);
            Thread.onSpinWait();
        }
        int before = vector.runs;
        kernel.run(program, Stripe.of(new byte[2][1]), 0, 1);

        assertThat(vector.runs).isEqualTo(before + 1);
        assertThat(vector.lastProgram).isSameAs(program);
    }

    /** Takes so much time for a run, by the test's clock. */
    private final class Timed implements Kernel {
        private final String name;
        private long nanosWhenSlow;
        private long nanosWhenFast = 1;
        private int fasterAfter = Integer.MAX_VALUE;
        private int slowAgainAt = -1;
        private volatile int runs;
        private volatile Program lastProgram = new Program(List.of());
        private final List<Boolean> memory = new ArrayList<>();

        private Timed(String name, long nanos) {
            this.name = name;
            this.nanosWhenSlow = nanos;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void run(Program program, Stripe stripe, long from, long to) {
            int run = runs + 1;
            runs = run;
            lastProgram = program;
            boolean isNative = stripe.isNative(0);
            if (!memory.contains(isNative)) {
                memory.add(isNative);
            }
            nowNanos += run > fasterAfter && run != slowAgainAt ? nanosWhenFast : nanosWhenSlow;
        }
    }
}
