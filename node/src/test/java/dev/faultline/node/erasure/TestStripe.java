package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

/** An encoded stripe in arrays, and what it should hold. */
final class TestStripe {
    final byte[][] strips;
    private final byte[][] truth;

    private TestStripe(byte[][] strips) {
        this.strips = strips;
        this.truth = Arrays.stream(strips).map(byte[]::clone).toArray(byte[][]::new);
    }

    /** Random data, and the parities the code gives it. */
    static TestStripe encoded(ErasureCode code, int lengthBytes, long seed) {
        Random random = new Random(seed);
        byte[][] strips = new byte[code.shape().strips()][lengthBytes];
        for (byte[] strip : strips) {
            random.nextBytes(strip);
        }
        code.encode(Stripe.of(strips));
        return new TestStripe(strips);
    }

    /** Overwrites the strips. */
    void loses(StripSet lost) {
        lost.stream().forEach(strip -> Arrays.fill(strips[strip], (byte) 0xA5));
    }

    /** Loses, decodes, and expects what was there. */
    void losesAndDecodes(ErasureCode code, StripSet lost) {
        loses(lost);
        code.decode(Stripe.of(strips), lost);
        isWhole(code + " without " + lost);
    }

    /** Expects every strip to hold what it did when encoded. */
    void isWhole(String what) {
        for (int strip = 0; strip < strips.length; strip++) {
            assertThat(strips[strip]).as("%s: strip %d", what, strip).isEqualTo(truth[strip]);
        }
    }

    static StripSet randomStrips(ErasureCode code, int count, Random random) {
        return StripSet.of(random.ints(0, code.shape().strips()).distinct().limit(count).toArray());
    }
}
