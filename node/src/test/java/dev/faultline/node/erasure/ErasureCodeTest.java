package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"5+3", "10+1", "12+3/local 3"})
    void paritiesAreTheCoefficientsTimesTheData(String shape) {
        ErasureCode code = ErasureCode.of(shape).with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 9, 21);
        int data = code.shape().data();
        Matrix matrix = Matrix.of(data, 9, (strip, i) -> stripe.strips[strip][i] & 0xFF);

        Matrix parities =
                Matrix.of(
                                code.shape().parities(),
                                data,
                                (row, column) -> code.coefficient(data + row, column))
                        .times(matrix);

        for (int parity = 0; parity < code.shape().parities(); parity++) {
            for (int i = 0; i < 9; i++) {
                assertThat(stripe.strips[data + parity][i])
                        .isEqualTo((byte) parities.at(parity, i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void updatesParitiesAfterAPartialWrite(long seed) {
        Random random = new Random(seed);
        ErasureCode code = ErasureCode.of("12+3/local 3").with(Kernel.scalar());
        byte[][] strips = TestStripe.encoded(code, 64, seed).strips;
        int written = random.nextInt(12);
        int offset = random.nextInt(60);
        byte[] after = new byte[1 + random.nextInt(64 - offset)];
        random.nextBytes(after);

        byte[] before = Arrays.copyOfRange(strips[written], offset, offset + after.length);
        Stripe paritiesOnly = new Stripe(18, 64);
        IntStream.range(12, 18).forEach(strip -> paritiesOnly.set(strip, strips[strip], 0));
        code.update(
                paritiesOnly,
                written,
                offset,
                MemorySegment.ofArray(before),
                MemorySegment.ofArray(after));
        System.arraycopy(after, 0, strips[written], offset, after.length);

        assertThat(code.verify(Stripe.of(strips))).as("seed %d", seed).isEqualTo(StripSet.EMPTY);
    }

    @Test
    void updateRefusesWhatDoesNotFit() {
        ErasureCode code = ErasureCode.of("4+2").with(Kernel.scalar());
        Stripe stripe = Stripe.of(new byte[6][8]);
        MemorySegment four = MemorySegment.ofArray(new byte[4]);
        MemorySegment five = MemorySegment.ofArray(new byte[5]);

        assertThatThrownBy(() -> code.update(stripe, 0, 0, four, five))
                .hasMessage("bytes after (5) must be as many as before (4)");
        assertThatThrownBy(() -> code.update(stripe, 0, 5, four, four))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> code.update(stripe, 4, 0, four, four))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> code.update(Stripe.of(new byte[5][8]), 0, 0, four, four))
                .hasMessage("stripe (5 strips) must have the 6 strips of 4+2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 8192, 8193, 20000})
    void verifyNamesTheParitiesThatDoNotMatch(int lengthBytes) {
        ErasureCode code = ErasureCode.of("6+2/local 2").with(Kernel.scalar());
        byte[][] strips = TestStripe.encoded(code, lengthBytes, 17).strips;

        assertThat(code.verify(Stripe.of(strips))).isEqualTo(StripSet.EMPTY);
        strips[7][lengthBytes - 1] ^= 1;
        assertThat(code.verify(Stripe.of(strips))).isEqualTo(StripSet.of(7));
        strips[7][lengthBytes - 1] ^= 1;
        strips[4][lengthBytes / 2] ^= 64;
        // Data strip 4 counts in both global parities (6, 7), and in the local one of group 1 (9).
        assertThat(code.verify(Stripe.of(strips))).isEqualTo(StripSet.of(6, 7, 9));
        assertThat(strips[9]).isNotEqualTo(strips[8]);
    }

    @Test
    void verifiesOffTheHeap() {
        ErasureCode code = ErasureCode.of("6+2").with(Kernel.scalar());
        byte[][] strips = TestStripe.encoded(code, 9000, 17).strips;
        MemorySegment memory = Arena.ofAuto().allocate(8 * 9000);
        for (int strip = 0; strip < 8; strip++) {
            MemorySegment.copy(
                    strips[strip], 0, memory, ValueLayout.JAVA_BYTE, strip * 9000L, 9000);
        }

        StripSet whole = code.verify(Stripe.split(memory, 8));
        memory.set(ValueLayout.JAVA_BYTE, 7 * 9000 + 8999, (byte) ~strips[7][8999]);
        StripSet wrong = code.verify(Stripe.split(memory, 8));

        assertThat(whole).isEqualTo(StripSet.EMPTY);
        assertThat(wrong).isEqualTo(StripSet.of(7));
    }

    @Test
    void toldOfAnUnrecoverableSetBeforeAnyWork() {
        ErasureCode code = ErasureCode.of("4+2").with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 10, 1);
        StripSet lost = StripSet.of(0, 3, 5);

        assertThatThrownBy(() -> code.decode(Stripe.of(stripe.strips), lost))
                .isInstanceOfSatisfying(
                        UnrecoverableException.class,
                        e -> assertThat(e.unrecoverable()).isEqualTo(lost))
                .hasMessage(
                        "4+2 cannot recover data 0, data 3, global 1: 2 data strips are gone, and the"
                                + " 1 parities left determine only 1 of them; at least 1 of the"
                                + " strips gone must come back: data 0, data 3, global 1");
        stripe.isWhole("untouched");
        assertThat(code.recovers(lost)).isFalse();
        assertThat(code.recovers(StripSet.of(0, 3))).isTrue();
    }

    @Test
    void refusesStripsItDoesNotHave() {
        ErasureCode code = ErasureCode.of("4+2");

        assertThatThrownBy(() -> code.recovery(StripSet.of(6), StripSet.range(0, 6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("4+2 has strips 0 to 5; wanted [6], available [0, 1, 2, 3, 4, 5]");
        assertThatThrownBy(() -> code.recovery(StripSet.of(0), StripSet.range(1, 7)))
                .hasMessageStartingWith("4+2 has strips 0 to 5; wanted [0]");
    }

    @Test
    void helpersAreAsManyAsTheDataAndAllTheyNeedToBe() {
        ErasureCode code = ErasureCode.of("6+3").with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 10, 4);
        StripSet available = StripSet.of(1, 2, 3, 5, 6, 7, 8);

        Recovery recovery = code.recovery(StripSet.of(0, 4), available);

        assertThat(recovery.helpers()).isEqualTo(StripSet.of(1, 2, 3, 5, 6, 7));
        assertThat(recovery.wanted()).isEqualTo(StripSet.of(0, 4));
        stripe.loses(StripSet.of(0, 4));
        recovery.recover(Stripe.of(stripe.strips));
        stripe.isWhole("recovered");
    }

    @Test
    void wantedStripsAreNotHelpersEvenIfSaidToBeAvailable() {
        ErasureCode code = ErasureCode.of("4+2");

        StripSet helpers = code.helpers(1, StripSet.range(0, 6));

        assertThat(helpers).isEqualTo(StripSet.of(0, 2, 3, 4));
    }

    @Test
    void repairsOneStripOfSeveralLost() {
        ErasureCode code = ErasureCode.of("6+3").with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 10, 4);
        byte[] other = stripe.strips[7].clone();
        stripe.loses(StripSet.of(2, 7));
        byte[] garbage = stripe.strips[7].clone();

        code.repair(Stripe.of(stripe.strips), 2, StripSet.range(0, 9).without(StripSet.of(2, 7)));

        assertThat(stripe.strips[7]).isEqualTo(garbage);
        stripe.strips[7] = other;
        stripe.isWhole("strip 2 is back");
    }

    @Test
    void plansAreKeptAndBounded() {
        ErasureCode code = ErasureCode.of("100+2").with(Kernel.scalar());
        TestStripe stripe = TestStripe.encoded(code, 1, 4);

        // 102 * 101 / 2 = 5151 pairs, more than the 4096 plans that are kept.
        for (int first = 0; first < 102; first++) {
            for (int second = first + 1; second < 102; second++) {
                stripe.losesAndDecodes(code, StripSet.of(first, second));
            }
        }
        stripe.losesAndDecodes(code, StripSet.of(0, 1));
    }

    @Test
    void tellsWhatItIs() {
        ErasureCode code = ErasureCode.of("28+4/local 4");

        assertThat(code).hasToString("28+4/local 4");
        assertThat(code.with(Kernel.scalar()).kernel().name()).isEqualTo("scalar");
    }
}
