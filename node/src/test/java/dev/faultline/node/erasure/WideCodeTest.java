package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The widest codes in use: Reed-Solomon, and locally repairable with four global parities. */
class WideCodeTest {
    private static final int SAMPLE = 4000;
    private static final int DECODED = 60;

    @ParameterizedTest
    @ValueSource(strings = {"146+4", "144+4/local 4"})
    void recoversEverySingleAndDoubleLoss(String shape) {
        ErasureCode code = ErasureCode.of(shape);
        int strips = code.shape().strips();

        for (int first = 0; first < strips; first++) {
            for (int second = first; second < strips; second++) {
                StripSet lost = StripSet.of(first, second);
                assertThat(code.recovers(lost)).as("%s without %s", shape, lost).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"146+4", "144+4/local 4"})
    void recoversASampleOfTriplesAndQuadruples(String shape) {
        ErasureCode code = ErasureCode.of(shape);
        Random random = new Random(shape.hashCode());

        for (int losses = 3; losses <= 4; losses++) {
            for (int i = 0; i < SAMPLE; i++) {
                StripSet lost = TestStripe.randomStrips(code, losses, random);
                assertThat(code.recovers(lost)).as("%s without %s", shape, lost).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"146+4", "144+4/local 4"})
    void decodesTheBytesOfEverySingleLossAndOfASampleOfMore(String shape) {
        ErasureCode code = ErasureCode.of(shape).with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 17, 9);
        Random random = new Random(shape.hashCode());

        for (int strip = 0; strip < code.shape().strips(); strip++) {
            stripe.losesAndDecodes(code, StripSet.of(strip));
        }
        for (int losses = 2; losses <= 4; losses++) {
            for (int i = 0; i < DECODED; i++) {
                stripe.losesAndDecodes(code, TestStripe.randomStrips(code, losses, random));
            }
        }
    }
}
