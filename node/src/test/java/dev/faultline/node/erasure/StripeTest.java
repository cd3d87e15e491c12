package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class StripeTest {
    /** The parity of 2+1 is the plain sum. */
    private final ErasureCode code = ErasureCode.of("2+1").with(Kernel.scalar());

    @Test
    void encodesSlicesOfOneArray() {
        byte[] array = {9, 1, 2, 3, 9, 16, 32, 48, 9, 9, 9, 9, 9};

        code.encode(new Stripe(3, 3).set(0, array, 1).set(1, array, 5).set(2, array, 9));

        assertThat(array).containsExactly(9, 1, 2, 3, 9, 16, 32, 48, 9, 17, 34, 51, 9);
    }

    @Test
    void encodesBuffersFromPositionToLimitAndMovesNeither() {
        for (ByteBuffer all : List.of(ByteBuffer.allocate(12), ByteBuffer.allocateDirect(12))) {
            all.put(new byte[] {9, 1, 2, 9, 9, 16, 32, 9, 9, 9, 9, 9});
            ByteBuffer first = all.duplicate().position(1).limit(3);
            ByteBuffer second = all.duplicate().position(5).limit(7);
            ByteBuffer third = all.duplicate().position(9).limit(11);

            code.encode(Stripe.of(first, second, third));

            byte[] result = new byte[12];
            all.get(0, result);
            assertThat(result).containsExactly(9, 1, 2, 9, 9, 16, 32, 9, 9, 17, 34, 9);
            assertThat(third.position()).isEqualTo(9);
            assertThat(third.limit()).isEqualTo(11);
        }
    }

    @Test
    void encodesAMixOfMemory() {
        for (Kernel kernel : List.of(Kernel.scalar(), Kernel.vector().orElse(Kernel.scalar()))) {
            ByteBuffer constant = ByteBuffer.wrap(new byte[] {1, 2}).asReadOnlyBuffer();
            ByteBuffer direct = ByteBuffer.allocateDirect(2).put(0, (byte) 16).put(1, (byte) 32);
            byte[] parity = new byte[2];

            code.with(kernel)
                    .encode(new Stripe(3, 2).set(0, constant).set(1, direct).set(2, parity, 0));

            assertThat(parity).containsExactly(17, 34);
        }
    }

    @Test
    void splitsMemory() {
        byte[] array = {1, 2, 16, 32, 0, 0};

        code.encode(Stripe.split(MemorySegment.ofArray(array), 3));

        assertThat(array).endsWith(17, 34);
        assertThatThrownBy(() -> Stripe.split(MemorySegment.ofArray(array), 4))
                .hasMessage("6 bytes do not divide into 4 strips");
    }

    @Test
    void refusesStripsOfOtherLengths() {
        assertThatThrownBy(() -> Stripe.of(new byte[2], new byte[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("strip 1 (3 bytes) must have the stripe's strip length (2 bytes)");
        assertThatThrownBy(() -> new Stripe(1, -1))
                .hasMessage("strip length (-1) must not be negative");
    }

    @Test
    void acceptsEmptyStrips() {
        code.encode(Stripe.of(new byte[0], new byte[0], new byte[0]));

        assertThat(Stripe.of(new byte[0][]).strips()).isZero();
        assertThat(new Stripe(1, 0).lengthBytes()).isZero();
    }

    @Test
    void refusesAStripThatIsNotInPlaceBeforeAnyWork() {
        byte[] parity = {7};
        Stripe stripe = Stripe.of(new byte[1], new byte[1], parity).clear(1);

        assertThatThrownBy(() -> code.encode(stripe))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("strip 1 is not in place");
        assertThat(parity).containsExactly(7);
    }

    @Test
    void refusesToWriteWhatIsReadOnly() {
        Stripe stripe =
                Stripe.of(
                        ByteBuffer.allocate(1),
                        ByteBuffer.allocate(1),
                        ByteBuffer.allocate(1).asReadOnlyBuffer());

        assertThatThrownBy(() -> code.encode(stripe))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("strip 2 is to be written, and is read-only");
    }

    @Test
    void refusesMemoryThatIsGone() {
        Stripe stripe;
        try (Arena arena = Arena.ofConfined()) {
            stripe = Stripe.split(arena.allocate(3), 3);
        }

        assertThatThrownBy(() -> code.encode(stripe))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("strip 0 lies in an arena already closed");
    }

    @Test
    void refusesMemoryOfAnotherThread() {
        try (Arena arena = Arena.ofConfined()) {
            Stripe stripe = Stripe.split(arena.allocate(3), 3);

            assertThatThrownBy(() -> CompletableFuture.runAsync(() -> code.encode(stripe)).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(WrongThreadException.class)
                    .hasMessageContaining("strip 0 lies in an arena confined to another thread");
        }
    }

    @Test
    void refusesAStripeOfAnotherCode() {
        Stripe four = Stripe.of(new byte[4][1]);

        assertThatThrownBy(() -> code.encode(four))
                .hasMessage("stripe (4 strips) must have the 3 strips of 2+1");
        assertThatThrownBy(() -> code.decode(four, StripSet.of(0)))
                .hasMessage("stripe (4 strips) must have the 3 strips of 2+1");
        assertThatThrownBy(() -> code.repair(four, 0, StripSet.of(1, 2)))
                .hasMessage("stripe (4 strips) must have the 3 strips of 2+1");
        assertThatThrownBy(() -> code.verify(four))
                .hasMessage("stripe (4 strips) must have the 3 strips of 2+1");
    }

    @Test
    void recoversAPartOfTheStrips() {
        byte[][] strips = {{0, 0, 0, 0}, {16, 32, 48, 64}, {17, 34, 51, 68}};

        code.recovery(StripSet.of(0), StripSet.of(1, 2)).recover(Stripe.of(strips), 1, 2);

        assertThat(strips[0]).containsExactly(0, 2, 3, 0);
        assertThat(Arrays.asList(strips[1], strips[2]))
                .containsExactly(new byte[] {16, 32, 48, 64}, new byte[] {17, 34, 51, 68});
    }
}
