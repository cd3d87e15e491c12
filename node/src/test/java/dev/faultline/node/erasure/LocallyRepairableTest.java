package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocallyRepairableTest {
    @Test
    void repairsOneStripFromItsGroup() {
        ErasureCode code = ErasureCode.of("28+4/local 4").with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 100, 3);
        StripSet available = StripSet.range(0, 36).without(StripSet.of(8));

        StripSet helpers = code.helpers(8, available);
        stripe.strips()[8] = new byte[100];
        Stripe onlyHelpers = new Stripe(36, 100).set(8, stripe.strips()[8], 0);
        helpers.stream().forEach(strip -> onlyHelpers.set(strip, stripe.strips()[strip], 0));
        code.repair(onlyHelpers, 8, available);

        // Group 1 is data 7 to 13 and the local parity 28 + 4 + 1.
        assertThat(helpers).isEqualTo(StripSet.of(7, 9, 10, 11, 12, 13, 33));
        assertThat(stripe.strips()).isDeepEqualTo(stripe.truth());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4+1/local 2", "8+2/local 2", "28+4/local 4", "144+4/local 4"})
    void decodesRandomPatternsWithinTheDistance(String shape) {
        ErasureCode code = ErasureCode.of(shape).with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 5, 7);
        Random random = new Random(shape.hashCode());

        for (int i = 0; i < 100; i++) {
            int losses = 1 + random.nextInt(code.shape().distance() - 1);
            stripe.losesAndDecodes(code, TestStripe.randomStrips(code, losses, random));
        }
    }
}
