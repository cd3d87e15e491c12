package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

/** An encoded stripe in arrays, and what it should hold. */
record TestStripe(byte[][] strips, byte[][] truth) {
    static TestStripe encoded(ErasureCode code, int lengthBytes, long seed) {
        Random random = new Random(seed);
        byte[][] strips = new byte[code.shape().strips()][lengthBytes];
        for (byte[] strip : strips) {
            random.nextBytes(strip);
        }
        code.encode(Stripe.of(strips));
        return new TestStripe(strips, copy(strips));
    }

    /** Overwrites the lost strips, decodes, and expects what was there. */
    void losesAndDecodes(ErasureCode code, StripSet lost) {
        lost.stream().forEach(strip -> Arrays.fill(strips[strip], (byte) 0xA5));

        code.decode(Stripe.of(strips), lost);

        assertThat(strips).as("%s without %s", code, lost).isDeepEqualTo(truth);
    }

    static StripSet randomStrips(ErasureCode code, int count, Random random) {
        return StripSet.of(random.ints(0, code.shape().strips()).distinct().limit(count).toArray());
    }

    private static byte[][] copy(byte[][] strips) {
        return Arrays.stream(strips).map(byte[]::clone).toArray(byte[][]::new);
    }
}
