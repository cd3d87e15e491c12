package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One code, used by many threads at once, each on stripes of its own. */
class ConcurrencyTest {
    @Test
    void threadsShareACode() {
        ErasureCode code = ErasureCode.of("12+4/local 3").with(Kernel.scalar());

        IntStream.range(0, 200).parallel().forEach(seed -> writesLosesAndVerifies(code, seed));
    }

    private static void writesLosesAndVerifies(ErasureCode code, long seed) {
        Random random = new Random(seed);
        TestStripe stripe = TestStripe.encoded(code, 200, seed);
        byte[] before = stripe.strips[3].clone();
        random.nextBytes(stripe.strips[3]);
        Stripe view = Stripe.of(stripe.strips);
        code.update(
                view, 3, 0, MemorySegment.ofArray(before), MemorySegment.ofArray(stripe.strips[3]));
        byte[] written = stripe.strips[3].clone();
        StripSet lost = TestStripe.randomStrips(code, 4, random).with(3);

        stripe.loses(lost);
        code.decode(view, lost);

        assertThat(stripe.strips[3]).as("seed %d", seed).isEqualTo(written);
        assertThat(code.verify(view).isEmpty()).as("seed %d", seed).isTrue();
    }
}
