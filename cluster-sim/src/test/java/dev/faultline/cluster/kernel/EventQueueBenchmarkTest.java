package dev.faultline.cluster.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The hold model at a tiny setting: every contender must take the events at the same times as ours.
 */
class EventQueueBenchmarkTest {

    @ParameterizedTest
    @EnumSource(Contender.class)
    void contendersAgreeOnTheTimes(Contender contender) {
        for (Increments increments : Increments.values()) {
            EventQueueBenchmark ours = benchmark(Contender.FAULTLINE, increments);
            EventQueueBenchmark theirs = benchmark(contender, increments);

            for (int n = 0; n < 1000; n++) {
                assertThat(theirs.hold()).isEqualTo(ours.hold());
            }
        }
    }

    @Test
    void theRaceHasALineForEachContender() {
        List<String> lines = HoldTimes.race(Increments.UNIFORM, 100, 3, 0.001);

        assertThat(lines).hasSize(Contender.values().length);
        assertThat(lines.getFirst()).matches("100 UNIFORM FAULTLINE: [0-9.]+ ns, [0-9.]+ B a hold");
    }

    private static EventQueueBenchmark benchmark(Contender contender, Increments increments) {
        EventQueueBenchmark benchmark = new EventQueueBenchmark();
        benchmark.contender = contender;
        benchmark.increments = increments;
        benchmark.pending = 100;
        benchmark.fill();
        return benchmark;
    }
}
