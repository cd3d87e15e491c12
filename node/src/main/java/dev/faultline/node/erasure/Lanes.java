package dev.faultline.node.erasure;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiplication of a vector of bytes by a coefficient c. A byte is {@code high * BYTES + low}, and
 * {@code c * b = c * low + c * (high * BYTES)}: two shuffles look the terms up in two vectors
 * (Plank, Greenan, Miller: Screaming Fast Galois Field Arithmetic Using Intel SIMD Instructions,
 * FAST 2013, with 4 bits each; vectors of 64 bytes hold 6 of the 8 in one).
 *
 * <p>A shuffle takes its index modulo {@code BYTES}. So the bytes themselves are the index of the
 * low terms, and the bytes shifted down by {@code HIGH_SHIFT} that of the high ones. Vectors of
 * bytes have no shift: shifted as ints, bits of the next byte come in above the high ones, where
 * the table, which repeats, does not see them.
 */
final class Lanes {
    static final VectorSpecies<Byte> SPECIES = species();
    static final int BYTES = SPECIES.length();
    static final int HIGH_SHIFT = Integer.numberOfTrailingZeros(BYTES);

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

    /** For each coefficient, a vector of low terms, then one of high terms. */
    private static byte[] tables() {
        byte[] tables = new byte[GaloisField.SIZE * 2 * BYTES];
        int highs = GaloisField.SIZE / BYTES;
        for (int c = 0; c < GaloisField.SIZE; c++) {
            for (int lane = 0; lane < BYTES; lane++) {
                int high = lane % highs * BYTES;
                tables[2 * c * BYTES + lane] = (byte) GaloisField.multiply(c, lane);
                tables[(2 * c + 1) * BYTES + lane] = (byte) GaloisField.multiply(c, high);
            }
        }
        return tables;
    }

    /** Where the tables of a coefficient begin. */
    static int table(LinearMap map, int source, int target) {
        return 2 * BYTES * map.coefficientOrZero(target, source);
    }

    static ByteVector low(int table) {
        return ByteVector.fromArray(SPECIES, TABLES, table);
    }

    static ByteVector high(int table) {
        return ByteVector.fromArray(SPECIES, TABLES, table + BYTES);
    }
}
