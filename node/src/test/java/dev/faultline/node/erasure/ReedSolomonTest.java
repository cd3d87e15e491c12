package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReedSolomonTest {
    @Test
    void vandermondeParitiesOfFivePlusFiveAreThePublishedOnes() {
        byte[][] strips = {
            {0, 1}, {4, 5}, {2, 3}, {6, 7}, {8, 9}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}
        };

        ErasureCode.vandermonde(5, 5).with(Kernel.scalar()).encode(Stripe.of(strips));

        assertThat(strips[5]).containsExactly(12, 13);
        assertThat(strips[6]).containsExactly(10, 11);
        assertThat(strips[7]).containsExactly(14, 15);
        assertThat(strips[8]).containsExactly(90, 91);
        assertThat(strips[9]).containsExactly(94, 95);
    }

    @Test
    void decodesEveryPatternOfEightPlusThree() {
        ErasureCode code = ErasureCode.of("8+3").with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 37, 1);

        for (int pattern = 0; pattern < 1 << 11; pattern++) {
            if (Integer.bitCount(pattern) <= 3) {
                stripe.losesAndDecodes(code, strips(pattern));
            }
        }
    }

    @Test
    void firstParityIsThePlainSumOfTheData() {
        ErasureCode code = ErasureCode.of("28+4");

        assertThat(IntStream.range(0, 28).map(data -> code.coefficient(28, data))).containsOnly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1+1", "1+8", "2+3", "17+5", "28+4", "64+8", "142+8", "146+4", "149+1"})
    void decodesRandomPatterns(String shape) {
        ErasureCode code = ErasureCode.of(shape).with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 5, 7);
        Random random = new Random(shape.hashCode());

        for (int i = 0; i < 100; i++) {
            int losses = 1 + random.nextInt(code.shape().globalParities());
            stripe.losesAndDecodes(code, TestStripe.randomStrips(code, losses, random));
        }
    }

    private static StripSet strips(int pattern) {
        return StripSet.of(IntStream.range(0, 32).filter(i -> (pattern >> i & 1) == 1).toArray());
    }
}
