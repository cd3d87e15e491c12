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
}
