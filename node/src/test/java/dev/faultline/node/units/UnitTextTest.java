package dev.faultline.node.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitTextTest {

    @ParameterizedTest
    @CsvSource({
        "122.88 TB, 122880000000000",
        "1.35 EB, 1350000000000000000",
        "4 KiB, 4096",
        "512 B, 512",
        "3000 GiB, 3221225472000",
        "80.1 PiB, 90184582538094182", // 80.1 x 2^50 = 90184582538094182.4
        "0B, 0",
        "1e3 kB, 1000000",
        "1KB, 1000"
    })
    void readsSizes(String text, long bytes) {
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "14.5 GB/s, 14.5e9",
        "400 Gb/s, 50e9", // 400e9 bits / 8
        "100 Gbit/s, 12.5e9",
        "136 MiB/s, 142606336", // 136 x 2^20
        "20 TB/s, 20e12"
    })
    void readsRatesInBytesAndBits(String text, double bytesPerSecond) {
        assertThat(DataRate.parse(text).bytesPerSecond()).isEqualTo(bytesPerSecond);
    }

    @ParameterizedTest
    @CsvSource({
        "110 us, 110000",
        "30 s, 30000000000",
        "20 min, 1200000000000",
        "4 h, 14400000000000",
        "7 d, 604800000000000",
        "5 y, 157680000000000000", // 5 x 365 x 86,400 s
        "3 h 42 min, 13320000000000", // (3 x 60 + 42) x 60 s
        "1 h 30 s, 3630000000000"
    })
    void readsTimes(String text, long nanos) {
        assertThat(Span.parse(text).nanos()).isEqualTo(nanos);
    }

    @Test
    void readsSharesPowersAndPrices() {
        assertThat(Ratio.parse("30 %").fraction()).isEqualTo(0.3);
        assertThat(Ratio.parse("0.44%").fraction()).isEqualTo(0.0044);
        assertThat(Power.parse("4 MW").watts()).isEqualTo(4e6);
        assertThat(EnergyPrice.parse("0.08 USD/kWh").usdPerKilowattHour()).isEqualTo(0.08);
        assertThat(Iops.parse("1.5 MIOPS").perSecond()).isEqualTo(1.5e6);
        // A GB is 10^9 B and a GiB 2^30 B, so a GiB costs 1.073741824 times as much.
        assertThat(StoragePrice.parse("1 USD/GB-month").usdPerGibibyteMonth())
                .isCloseTo(1.073741824, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "TB",
                "5",
                "5.5",
                "-5 TB",
                "+-5 TB",
                "NaN TB",
                "Infinity TB",
                "5 tb",
                "5 TBs",
                "5 TB extra",
                "1,000 TB",
                "0x10 TB",
                "1e400 TB",
                "9.3 EB",
                "0.1 B",
                "5 TB/s",
                "1e9999 B"
            })
    void refusesSizesThatAreNone(String text) {
        assertThatThrownBy(() -> DataSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 GB", "400Gbps", "400 gb/s", "-1 Gb/s", "400", "1e400 TB/s"})
    void refusesRatesThatAreNone(String text) {
        assertThatThrownBy(() -> DataRate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("400 Gb/s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"30", "3 m", "1 month", "-4 h", "293 y", "4 h 3", "h", "1..5 s", "0.1 ns"})
    void refusesTimesThatAreNone(String text) {
        assertThatThrownBy(() -> Span.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20 min");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "1", "0", "-5 %", "30 percent"})
    void refusesBareNumbersAsShares(String text) {
        assertThatThrownBy(() -> Ratio.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30 %");
    }

    @Test
    void saysThatCaseDecidesBetweenBitsAndBytes() {
        assertThatThrownBy(() -> DataRate.parse("400 gb/s"))
                .hasMessageContaining("b is bits, B is bytes");
    }

    @Test
    void refusesLongTextsWithoutReadingThem() {
        assertThatThrownBy(() -> DataSize.parse("9".repeat(1_000_000) + " B"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too long")
                .message()
                .hasSizeLessThan(400);
    }

    @Test
    void refusesNegativeAndUndefinedAmounts() {
        assertThatThrownBy(() -> new DataRate(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Power(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ratio(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DataSize(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsAsAPersonReads() {
        assertThat(new DataSize(122_880_000_000_000L).print()).isEqualTo("122.88 TB");
        assertThat(new DataSize(1_350_000_000_000_000_000L).print()).isEqualTo("1.35 EB");
        assertThat(new DataSize(999_999_999).print()).isEqualTo("1 GB");
        assertThat(DataSize.print(14.7456e18)).isEqualTo("14.75 EB");
        assertThat(DataSize.print(-2e3)).isEqualTo("-2 kB");
        assertThat(new DataSize(16384).printBinary()).isEqualTo("16 KiB");
        assertThat(DataRate.print(20.5e12)).isEqualTo("20.5 TB/s");
        assertThat(new DataRate(50e9).printBits()).isEqualTo("400 Gb/s");
        assertThat(Power.print(3_621_800)).isEqualTo("3.62 MW");
        assertThat(new Ratio(0.0044).print()).isEqualTo("0.44 %");
        assertThat(Money.print(18080)).isEqualTo("18,080 USD");
        assertThat(Money.print(0.5)).isEqualTo("0.50 USD");
        assertThat(new EnergyPrice(0.08).print()).isEqualTo("0.08 USD/kWh");
    }

    @Test
    void printsTimesInTheirTwoLargestUnits() {
        assertThat(Span.parse("3 h 42 min 10 s").print()).isEqualTo("3 h 42 min");
        assertThat(Span.parse("59 min 59.9 s").print()).isEqualTo("60 min");
        assertThat(Span.parse("1 h 59 min 59 s").print()).isEqualTo("2 h");
        assertThat(Span.parse("5 y").print()).isEqualTo("5 y");
        assertThat(Span.parse("400 d").print()).isEqualTo("1 y 35 d");
        assertThat(Span.parse("12500 ms").print()).isEqualTo("12.5 s");
        assertThat(Span.parse("110 us").print()).isEqualTo("110 us");
        assertThat(Span.ZERO.print()).isEqualTo("0 ns");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                DataSize.class,
                DataRate.class,
                Power.class,
                Iops.class,
                Ratio.class,
                Span.class,
                Money.class,
                EnergyPrice.class,
                HourlyPrice.class,
                PowerPrice.class,
                CapacityPrice.class,
                StoragePrice.class
            })
    void tellsEditorsOnlyWhatItReads(Class<?> type) throws Exception {
        Written written = type.getAnnotation(Written.class);
        Method parse = type.getMethod("parse", String.class);

        assertThat(written.examples()).isNotEmpty();
        for (String example : written.examples()) {
            assertThat(example).matches(written.pattern());
            assertThat(parse.invoke(null, example)).isInstanceOf(type);
        }
    }
}
