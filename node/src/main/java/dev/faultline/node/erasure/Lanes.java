package dev.faultline.node.erasure;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiplication of a vector of bytes by one coefficient: {@code c * b = c * low(b) + c * (high(b)
 * << 4)}, where each term is one of 16 values, which a shuffle looks up in a register (Plank,
 * Greenan, Miller: Screaming Fast Galois Field Arithmetic Using Intel SIMD Instructions, FAST
 * 2013).
 */
final class Lanes {
    static final VectorSpecies<Byte> SPECIES = species();
    static final int BYTES = SPECIES.length();

    private static final byte LOW_NIBBLE = 0x0F;

    /**
     * For each coefficient, its 16 low and then its 16 high products, each repeated to a vector.
     */
    private static final byte[] TABLES = tables();

    private Lanes() {}

    /**
     * Shuffles of bytes across 256 bits are emulated on processors without AVX-512, so that 128
     * bits are faster there.
     */
    private static VectorSpecies<Byte> species() {
        return ByteVector.SPECIES_PREFERRED.vectorShape() == VectorShape.S_512_BIT
                ? ByteVector.SPECIES_512
                : ByteVector.SPECIES_128;
    }

    private static byte[] tables() {
        byte[] tables = new byte[GaloisField.SIZE * 2 * BYTES];
        for (int coefficient = 0; coefficient < GaloisField.SIZE; coefficient++) {
            int start = coefficient * 2 * BYTES;
            for (int lane = 0; lane < BYTES; lane++) {
                int nibble = lane % 16;
                tables[start + lane] = (byte) GaloisField.multiply(coefficient, nibble);
                tables[start + BYTES + lane] =
                        (byte) GaloisField.multiply(coefficient, nibble << 4);
            }
        }
        return tables;
    }

    /** Products of the low nibbles. */
    static ByteVector lowTable(int coefficient) {
        return ByteVector.fromArray(SPECIES, TABLES, coefficient * 2 * BYTES);
    }

    /** Products of the high nibbles. */
    static ByteVector highTable(int coefficient) {
        return ByteVector.fromArray(SPECIES, TABLES, coefficient * 2 * BYTES + BYTES);
    }

    static ByteVector low(ByteVector bytes) {
        return bytes.and(LOW_NIBBLE);
    }

    /**
     * The high nibbles, shifted down. Vectors shift no bytes, so ints are, and the rest cut off.
     */
    static ByteVector high(ByteVector bytes) {
        return bytes.reinterpretAsInts()
                .lanewise(VectorOperators.LSHR, 4)
                .reinterpretAsBytes()
                .and(LOW_NIBBLE);
    }

    static ByteVector product(
            ByteVector low, ByteVector high, ByteVector lowTable, ByteVector highTable) {
        return add(low.selectFrom(lowTable), high.selectFrom(highTable));
    }

    static ByteVector add(ByteVector a, ByteVector b) {
        return a.lanewise(VectorOperators.XOR, b);
    }
}
