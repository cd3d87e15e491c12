package dev.faultline.node.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every quantity promises of its texts. */
final class QuantityRoundTripTest {

    private static final long SEED = 20261122;
    private static final int DRAWS = 2000;

    static Stream<Arguments> types() {
        return Stream.of(
                type("DataSize", v -> new DataSize((long) v), DataSize::parse, 9e18),
                type("DataRate", DataRate::new, DataRate::parse, 1e21),
                type("Power", Power::new, Power::parse, 1e12),
                type("Iops", Iops::new, Iops::parse, 1e12),
                type("Ratio", Ratio::new, Ratio::parse, 100),
                type("Span", v -> new Span((long) v), Span::parse, 9e18),
                type("Money", Money::new, Money::parse, 1e12),
                type("EnergyPrice", EnergyPrice::new, EnergyPrice::parse, 1e3),
                type("HourlyPrice", HourlyPrice::new, HourlyPrice::parse, 1e5),
                type("PowerPrice", PowerPrice::new, PowerPrice::parse, 1e5),
                type("CapacityPrice", CapacityPrice::new, CapacityPrice::parse, 1e6),
                type("StoragePrice", StoragePrice::new, StoragePrice::parse, 1e3));
    }

    private static Arguments type(
            String name,
            DoubleFunction<Quantity> of,
            Function<String, Quantity> parse,
            double most) {
        return Arguments.of(Named.of(name, of), parse, most);
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsBackWhatItWrites(
            DoubleFunction<Quantity> of, Function<String, Quantity> parse, double most) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < DRAWS; i++) {
            // Spread over all magnitudes, and often round, as what people write is.
            double value = most * Math.pow(10, -random.nextDouble(0, 12));
            if (random.nextBoolean()) {
                value = Math.round(value);
            }
            Quantity quantity = of.apply(value);

            assertThat(parse.apply(quantity.toString()))
                    .as("seed %d, draw %d: %s", SEED, i, quantity)
                    .isEqualTo(quantity);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void printsShortTextCloseToTheValue(
            DoubleFunction<Quantity> of, Function<String, Quantity> parse, double most) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < DRAWS; i++) {
            double value = Math.max(1, most * Math.pow(10, -random.nextDouble(0, 9)));
            Quantity quantity = of.apply(value);
            String printed = quantity.print();

            assertThat(printed.length()).as(printed).isLessThanOrEqualTo(24);
            // Two decimals of a number from one up round by half a hundredth at most; the second
            // unit of a time by half an hour in a day, which is 1 in 48.
            double read = parse.apply(printed.replace(",", "")).baseValue();
            assertThat(read)
                    .as("seed %d, draw %d: %s", SEED, i, printed)
                    .isCloseTo(quantity.baseValue(), within(quantity.baseValue() / 48));
        }
    }
}
