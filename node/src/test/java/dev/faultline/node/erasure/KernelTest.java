package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernel (where there is one) must do what the scalar one does, byte for byte. */
class KernelTest {
    private static final Kernel VECTOR = Kernel.vector().orElse(Kernel.scalar());

    /**
     * Where a strip lies: {@code gap} odd bytes before it, and after it, that must stay as they
     * are.
     */
    enum Memory {
        HEAP {
            @Override
            MemorySegment allocate(long size) {
                return MemorySegment.ofArray(new byte[(int) size]);
            }
        },
        OFF_HEAP {
            @Override
            MemorySegment allocate(long size) {
                return Arena.ofAuto().allocate(size);
            }
        },
        INTS {
            @Override
            MemorySegment allocate(long size) {
                return MemorySegment.ofArray(new int[(int) size / 4 + 1]).asSlice(0, size);
            }
        };

        abstract MemorySegment allocate(long size);
    }

    /** The tests are run with the module. */
    @Test
    void vectorsAreThereAndSayHowWideTheyAre() {
        assertThat(Kernel.vector().map(Kernel::name))
                .hasValueSatisfying(name -> assertThat(name).matches("vector (128|512) bits"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreeOnRandomMapsOfEveryWidth(long seed) {
        Random random = new Random(seed);
        for (int sources = 1; sources <= 9; sources++) {
            for (int targets = 1; targets <= 9; targets++) {
                Program program = randomProgram(sources, targets, random);
                int slots = sources + targets;
                for (Memory memory : Memory.values()) {
                    int length = random.nextInt(400);
                    agree(program, slots, length, memory, random, "seed " + seed);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void agreeAcrossTilesAndUnalignedEnds(Memory memory) {
        Random random = new Random(11);
        for (int length : new int[] {8191, 8192, 8193, 16384 + 65}) {
            agree(randomProgram(3, 2, random), 5, length, memory, random, "length " + length);
        }
    }

    private static Program randomProgram(int sources, int targets, Random random) {
        int sums = random.nextInt(targets + 1);
        Matrix coefficients =
                Matrix.of(
                        targets,
                        sources,
                        (target, source) -> target < sums ? 1 : random.nextInt(256));
        int[] from = StripSet.range(0, sources).toArray();
        int[] to = StripSet.range(sources, sources + targets).toArray();
        LinearMap map =
                random.nextBoolean()
                        ? LinearMap.setting(from, to, coefficients::at)
                        : LinearMap.adding(from, to, coefficients::at);
        return new Program(List.of(map));
    }

    /** Runs over a part of strips that are slices at odd offsets of memory full of random bytes. */
    private static void agree(
            Program program, int slots, int length, Memory memory, Random random, String what) {
        MemorySegment expected = memory.allocate(slots * (length + 7L));
        byte[] noise = new byte[(int) expected.byteSize()];
        random.nextBytes(noise);
        expected.copyFrom(MemorySegment.ofArray(noise));
        MemorySegment actual = memory.allocate(expected.byteSize()).copyFrom(expected);
        long from = random.nextInt(length + 1);
        long to = from + random.nextLong(length + 1 - from);

        program.run(Kernel.scalar(), slices(expected, slots, length), from, to);
        program.run(VECTOR, slices(actual, slots, length), from, to);

        assertThat(actual.mismatch(expected))
                .as("%s, %s, bytes %d to %d of %d", what, memory, from, to, length)
                .isEqualTo(-1);
    }

    private static Stripe slices(MemorySegment memory, int slots, int length) {
        Stripe stripe = new Stripe(slots, length);
        for (int slot = 0; slot < slots; slot++) {
            stripe.set(slot, memory.asSlice(slot * (length + 7L) + 3, length));
        }
        return stripe;
    }
}
