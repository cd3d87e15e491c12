package dev.faultline.cluster.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StormTest {

    @Test
    void endsWhenItsDefinitionSays() {
        Storm storm = new Storm(100, 1000);

        long end = storm.lastEndNanos();

        // 0.082665320 s comes with the definition of the storm: an independent simulator's answer
        assertThat(end).isEqualTo(82_665_320L);
    }

    @Test
    void endsOfFlowsAreOffByAFewToleranceAtMost() {
        Storm storm = new Storm(20, 2000, 1e-5);
        long[] exact = storm.solvedExactly().endsNanos();

        long[] ends = storm.endsNanos();

        // a rate that is off by part e for all of a flow's life lets it end off by part e; half a
        // nanosecond of rounding is 1e-7 of the earliest ends
        int different = 0;
        for (int n = 0; n < exact.length; n++) {
            assertThat(ends[n] / (double) exact[n] - 1).as("flow %d", n).isBetween(-1e-4, 1e-4);
            different += ends[n] == exact[n] ? 0 : 1;
        }
        assertThat(different).isPositive();
    }
}
