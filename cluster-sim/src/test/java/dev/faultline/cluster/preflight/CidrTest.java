package dev.faultline.cluster.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {

    @ParameterizedTest
    @CsvSource({
        // a range, another, whether they share addresses, whether the first has all of the second
        "10.0.0.0/8, 10.20.0.0/16, true, true",
        "10.20.0.0/16, 10.0.0.0/8, true, false",
        "10.20.0.0/16, 10.21.0.0/16, false, false",
        "192.168.0.0/23, 192.168.1.0/24, true, true",
        "192.168.0.0/24, 192.168.1.0/24, false, false",
        "0.0.0.0/0, 203.0.113.7/32, true, true",
        "128.0.0.0/1, 255.255.255.255/32, true, true",
        "128.0.0.0/1, 127.255.255.255/32, false, false",
    })
    void sharesAddresses(String one, String other, boolean overlaps, boolean covers) {
        Cidr first = Cidr.parse(one);
        Cidr second = Cidr.parse(other);

        assertThat(first.overlaps(second)).isEqualTo(overlaps);
        assertThat(second.overlaps(first)).isEqualTo(overlaps);
        assertThat(first.covers(second)).isEqualTo(covers);
        assertThat(first).hasToString(one);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 16777216",
        "10.0.0.0/25, 128",
        "10.0.0.1/32, 1",
        "0.0.0.0/0, 4294967296"
    })
    void countsAddresses(String range, long addresses) {
        assertThat(Cidr.parse(range).addresses()).isEqualTo(addresses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0/8",
                "10.0.0.0/33",
                "10.0.0.256/32",
                "10.0.0.1/24",
                "a/8",
                ""
            })
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.0/16");
    }
}
