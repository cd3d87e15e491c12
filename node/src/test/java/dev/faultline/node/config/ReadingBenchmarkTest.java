package dev.faultline.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Keeps the benchmark true: what it reads and binds is whole. */
final class ReadingBenchmarkTest {

    @Test
    void bindsEveryRowItWrote() {
        ReadingBenchmark benchmark = new ReadingBenchmark(3);
        benchmark.write();

        assertThat(Objects.requireNonNull(benchmark.bind()).rows())
                .extracting(ReadingBenchmark.Row::key)
                .containsExactly("row-0", "row-1", "row-2");
    }
}
