package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another's library, given the same coefficients, must compute the same parities. */
class IsaLTest {
    @ParameterizedTest
    @ValueSource(strings = {"5+1", "28+4", "146+4", "12+8"})
    void computesTheSameParities(String shape) {
        Optional<IsaL> isaL = IsaL.find();
        assumeTrue(isaL.isPresent(), "libisal2 is not installed");
        ErasureCode code = ErasureCode.of(shape).with(Kernel.scalar());
        int strips = code.shape().strips();
        TestStripe expected = TestStripe.encoded(code, 256, 3);
        MemorySegment memory = Arena.ofAuto().allocate(strips * 256L, 64);
        for (int strip = 0; strip < code.shape().data(); strip++) {
            memory.asSlice(strip * 256L, 256)
                    .copyFrom(MemorySegment.ofArray(expected.strips[strip]));
        }

        isaL.get().encoder(code, Stripe.split(memory, strips)).encode();

        for (int strip = 0; strip < strips; strip++) {
            MemorySegment actual = memory.asSlice(strip * 256L, 256);
            assertThat(actual.mismatch(MemorySegment.ofArray(expected.strips[strip])))
                    .as("%s, strip %d", shape, strip)
                    .isEqualTo(-1);
        }
    }
}
