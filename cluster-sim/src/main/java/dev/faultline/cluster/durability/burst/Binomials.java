package dev.faultline.cluster.durability.burst;

import java.math.BigInteger;

/** Exact binomial coefficients. */
final class Binomials {
    private Binomials() {}

    /** C(n, k), the number of k-element subsets of n things; 0 when k is outside 0..n. */
    static BigInteger choose(int n, int k) {
        if (k < 0 || k > n) {
            return BigInteger.ZERO;
        }
        BigInteger result = BigInteger.ONE;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            result = result.multiply(BigInteger.valueOf(n - i + 1L)).divide(BigInteger.valueOf(i));
        }
        return result;
    }
}
