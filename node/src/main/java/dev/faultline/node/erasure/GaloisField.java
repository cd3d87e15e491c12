package dev.faultline.node.erasure;

/**
 * The field GF(2^8) of bytes, modulo x^8 + x^4 + x^3 + x^2 + 1 (0x11D), in which 2 generates every
 * element but 0. Addition is XOR; elements are ints in 0..255.
 */
public final class GaloisField {
    public static final int SIZE = 256;
    public static final int POLYNOMIAL = 0x11D;

    private static final int ORDER = SIZE - 1;
    private static final int[] EXPONENTIAL = new int[2 * ORDER];
    private static final int[] LOGARITHM = new int[SIZE];

    static {
        int value = 1;
        for (int exponent = 0; exponent < ORDER; exponent++) {
            EXPONENTIAL[exponent] = value;
            EXPONENTIAL[exponent + ORDER] = value;
            LOGARITHM[value] = exponent;
            value <<= 1;
            if (value >= SIZE) {
                value ^= POLYNOMIAL;
            }
        }
    }

    private GaloisField() {}

    public static int multiply(int a, int b) {
        return a == 0 || b == 0 ? 0 : EXPONENTIAL[LOGARITHM[a] + LOGARITHM[b]];
    }

    /** {@code 1/a}; 0 has no inverse. */
    public static int inverse(int a) {
        if (a == 0) {
            throw new ArithmeticException("0 has no inverse in GF(2^8)");
        }
        return EXPONENTIAL[ORDER - LOGARITHM[a]];
    }

    /** {@code a} to the power of {@code exponent >= 0}, with {@code 0^0 = 1}. */
    public static int power(int a, int exponent) {
        if (exponent == 0) {
            return 1;
        }
        return a == 0 ? 0 : EXPONENTIAL[(int) ((long) LOGARITHM[a] * exponent % ORDER)];
    }
}
