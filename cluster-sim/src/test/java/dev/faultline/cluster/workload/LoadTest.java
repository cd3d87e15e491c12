package dev.faultline.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoadTest {

    @ParameterizedTest
    @CsvSource({
        // time, asks, next change: from 100 for 10 every 60
        "0, false, 100",
        "99, false, 100",
        "100, true, 110",
        "109, true, 110",
        "110, false, 160",
        "159, false, 160",
        "160, true, 170",
        "6100, true, 6110"
    })
    void asksInItsTurns(long nanos, boolean asks, long next) {
        Load load = load(100, 10, 60);

        assertThat(load.asksAt(nanos)).isEqualTo(asks);
        assertThat(load.nextChange(nanos)).isEqualTo(next);
    }

    @Test
    void withoutAnEndItAsksForEver() {
        Load load = load(5, Long.MAX_VALUE, Long.MAX_VALUE);

        assertThat(load.nextChange(0)).isEqualTo(5);
        assertThat(load.asksAt(1L << 60)).isTrue();
        assertThat(load.nextChange(5)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withoutATurnItAsksOnce() {
        Load load = load(5, 10, Long.MAX_VALUE);

        assertThat(load.nextChange(5)).isEqualTo(15);
        assertThat(load.asksAt(14)).isTrue();
        assertThat(load.asksAt(15)).isFalse();
    }

    private static Load load(long from, long lasting, long every) {
        return new Load("l", Direction.READS, Access.RANDOM, 1, from, lasting, every);
    }
}
