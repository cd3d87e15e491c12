package dev.faultline.node.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LinkModelTest {

    @Test
    void messagesFollowOneAnotherAtTheLinksRate() {
        LinkModel link = new LinkModel(10e9, 2_000);

        // 4,000 B at 10 B/ns = 400 ns each, and 2 us on the way
        assertThat(link.complete(0, 4_000)).isEqualTo(2_400);
        assertThat(link.complete(0, 4_000)).isEqualTo(2_800);
        assertThat(link.complete(100, 4_000)).isEqualTo(3_200);
        assertThat(link.complete(50_000, 4_000)).isEqualTo(52_400);
        assertThat(link.wireNanos()).isEqualTo(1_600);
    }

    @Test
    void aSlowLinkCarriesLessAndIsNoFurtherAway() {
        LinkModel link = new LinkModel(10e9, 2_000);

        link.slowBy(4);

        assertThat(link.complete(0, 4_000)).isEqualTo(1_600 + 2_000);
    }

    @Test
    void refusesRatesAndLatenciesThatMakeNoSense() {
        assertThatThrownBy(() -> new LinkModel(0, 0))
                .hasMessage("rateBytesPerSecond (0.0) must be positive");
        assertThatThrownBy(() -> new LinkModel(1, -1))
                .hasMessage("latencyNanos (-1.0) must not be negative");
        assertThatThrownBy(() -> new LinkModel(1, 0).slowBy(Double.NaN))
                .hasMessage("factor (NaN) must be positive");
    }
}
