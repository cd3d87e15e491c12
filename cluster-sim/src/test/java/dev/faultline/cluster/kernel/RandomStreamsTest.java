package dev.faultline.cluster.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {

    private static final int DRAWS = 10_000;

    @Test
    void oneNameAndSeedGivesOneSequence() {
        long[] first = new RandomStreams(42).stream("drive/r1/n2/d3").longs(100).toArray();
        long[] second = new RandomStreams(42).stream("drive/r1/n2/d3").longs(100).toArray();

        assertThat(first).isEqualTo(second);
    }

    @Test
    void otherStreamsShiftNoDraws() {
        RandomStreams alone = new RandomStreams(42);
        RandomStreams among = new RandomStreams(42);
        among.stream("another").nextLong();

        long[] draws = alone.stream("drive").longs(100).toArray();

        assertThat(among.stream("drive").longs(100).toArray()).isEqualTo(draws);
    }

    @Test
    void namesAndSeedsAreIndependent() {
        RandomGenerator one = new RandomStreams(1).stream("a");
        RandomGenerator otherName = new RandomStreams(1).stream("b");
        RandomGenerator otherSeed = new RandomStreams(2).stream("a");
        double withName = 0;
        double withSeed = 0;
        for (int n = 0; n < DRAWS; n++) {
            double x = one.nextDouble() - 0.5;
            withName += x * (otherName.nextDouble() - 0.5);
            withSeed += x * (otherSeed.nextDouble() - 0.5);
        }

        // a product of two uniform numbers around 0 has the deviation 1/12; four of them over the
        // root of n
        double fourDeviations = 4.0 / 12 / Math.sqrt(DRAWS);
        assertThat(withName / DRAWS).isCloseTo(0, within(fourDeviations));
        assertThat(withSeed / DRAWS).isCloseTo(0, within(fourDeviations));
    }
}
