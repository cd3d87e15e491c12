package dev.faultline.cluster.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.flow.MaxMinBenchmark.Shape;
import dev.faultline.cluster.flow.MaxMinBenchmark.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benchmarks at a tiny setting. */
class MaxMinBenchmarkTest {

    @ParameterizedTest
    @EnumSource(Shape.class)
    void bothWaysGiveOneRate(Shape shape) {
        MaxMinBenchmark ripple = benchmark(Way.FROM_LAST_SOLUTION, shape);
        MaxMinBenchmark scratch = benchmark(Way.FROM_SCRATCH, shape);

        for (int n = 0; n < 200; n++) {
            double expected = scratch.leaveAndCome();
            assertThat(ripple.leaveAndCome() / expected - 1).isBetween(-1e-12, 1e-12);
        }
    }

    @Test
    void stormReportsItsTimeMemoryAndEnd() {
        assertThat(StormTimes.time(new Storm(100, 1000)))
                .startsWith("1,000 flows, 100 hosts: ")
                .endsWith("last flow ends at 0.082665320 s");
    }

    private static MaxMinBenchmark benchmark(Way way, Shape shape) {
        MaxMinBenchmark benchmark = new MaxMinBenchmark();
        benchmark.way = way;
        benchmark.shape = shape;
        benchmark.links = 20;
        benchmark.fill();
        return benchmark;
    }
}
