package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StripSetTest {
    @Test
    void holdsWhatWasPutIn() {
        StripSet set = StripSet.of(255, 0, 63, 64, 63);

        assertThat(set.toArray()).containsExactly(0, 63, 64, 255);
        assertThat(set.size()).isEqualTo(4);
        assertThat(set.contains(63)).isTrue();
        assertThat(set.contains(62)).isFalse();
        assertThat(set).hasToString("[0, 63, 64, 255]");
    }

    @Test
    void addsAndTakesAwayWithoutChanging() {
        StripSet set = StripSet.range(2, 5);

        assertThat(set.with(100)).isEqualTo(StripSet.of(2, 3, 4, 100));
        assertThat(set.without(StripSet.of(3, 200))).isEqualTo(StripSet.of(2, 4));
        assertThat(set).isEqualTo(StripSet.of(2, 3, 4));
    }

    @Test
    void comparesByContent() {
        assertThat(StripSet.of(1, 70)).hasSameHashCodeAs(StripSet.of(70, 1));
        assertThat(StripSet.of(1).hashCode()).isNotEqualTo(StripSet.of(2).hashCode());
        assertThat(StripSet.of(1)).isNotEqualTo(StripSet.of(1, 65));
        assertThat(StripSet.of(1, 2).containsAll(StripSet.of(2))).isTrue();
        assertThat(StripSet.of(1, 2).containsAll(StripSet.of(2, 3))).isFalse();
        assertThat(StripSet.EMPTY.isEmpty()).isTrue();
        assertThat(StripSet.of(0).isEmpty()).isFalse();
        assertThat(StripSet.EMPTY).isEqualTo(StripSet.of());
    }

    @Test
    void refusesStripsThatNoCodeHas() {
        assertThatThrownBy(() -> StripSet.of(256))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("strip (256) must be in 0..255");
        assertThatThrownBy(() -> StripSet.EMPTY.with(-1))
                .hasMessage("strip (-1) must be in 0..255");
        assertThatThrownBy(() -> StripSet.EMPTY.contains(-1))
                .hasMessage("strip (-1) must be in 0..255");
    }
}
