package dev.faultline.cluster.durability.burst;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A counting polynomial: the coefficient of z^f is the number of ways to have f failures. Products
 * combine independent parts. Everything above the degree limit is dropped, which is exact for the
 * coefficients kept. Immutable.
 */
final class Polynomial {
    private final BigInteger[] coefficients;

    private Polynomial(BigInteger[] coefficients) {
        this.coefficients = coefficients;
    }

    /** The polynomial 1, kept to the given degree. */
    static Polynomial one(int degreeLimit) {
        return choose(0, 0, 0, degreeLimit);
    }

    static Polynomial zero(int degreeLimit) {
        return new Polynomial(zeros(degreeLimit));
    }

    /** Sum of C(drives, f) z^f for f from {@code least} to {@code most}. */
    static Polynomial choose(int drives, int least, int most, int degreeLimit) {
        BigInteger[] coefficients = zeros(degreeLimit);
        for (int f = least; f <= Math.min(Math.min(most, drives), degreeLimit); f++) {
            coefficients[f] = Binomials.choose(drives, f);
        }
        return new Polynomial(coefficients);
    }

    BigInteger coefficient(int power) {
        return coefficients[power];
    }

    Polynomial plus(Polynomial other) {
        BigInteger[] sum = coefficients.clone();
        for (int f = 0; f < sum.length; f++) {
            sum[f] = sum[f].add(other.coefficients[f]);
        }
        return new Polynomial(sum);
    }

    Polynomial minus(Polynomial other) {
        return plus(other.scaled(BigInteger.ONE.negate()));
    }

    Polynomial scaled(BigInteger factor) {
        return new Polynomial(
                Arrays.stream(coefficients).map(factor::multiply).toArray(BigInteger[]::new));
    }

    Polynomial times(Polynomial other) {
        BigInteger[] product = zeros(coefficients.length - 1);
        for (int left = 0; left < product.length; left++) {
            if (coefficients[left].signum() == 0) {
                continue;
            }
            for (int right = 0; left + right < product.length; right++) {
                if (other.coefficients[right].signum() != 0) {
                    BigInteger term = coefficients[left].multiply(other.coefficients[right]);
                    product[left + right] = product[left + right].add(term);
                }
            }
        }
        return new Polynomial(product);
    }

    Polynomial power(int exponent) {
        Polynomial result = one(coefficients.length - 1);
        Polynomial square = this;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = result.times(square);
            }
            if (rest > 1) {
                square = square.times(square);
            }
        }
        return result;
    }

    private static BigInteger[] zeros(int degreeLimit) {
        BigInteger[] zeros = new BigInteger[degreeLimit + 1];
        Arrays.fill(zeros, BigInteger.ZERO);
        return zeros;
    }
}
