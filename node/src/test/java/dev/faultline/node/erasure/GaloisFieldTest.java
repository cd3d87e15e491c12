package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GaloisFieldTest {
    @Test
    void multipliesModuloThePolynomial() {
        assertThat(GaloisField.multiply(3, 4)).isEqualTo(12);
        assertThat(GaloisField.multiply(7, 7)).isEqualTo(21);
        assertThat(GaloisField.multiply(23, 45)).isEqualTo(41);
        assertThat(GaloisField.power(5, 20)).isEqualTo(235);
    }

    @Test
    void agreesWithLongMultiplicationOfPolynomials() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                assertThat(GaloisField.multiply(a, b)).isEqualTo(longMultiplication(a, b));
            }
        }
    }

    @Test
    void everyElementButZeroHasAnInverse() {
        for (int a = 1; a < 256; a++) {
            assertThat(GaloisField.multiply(a, GaloisField.inverse(a))).isEqualTo(1);
        }
        assertThatThrownBy(() -> GaloisField.inverse(0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("0 has no inverse");
    }

    @Test
    void powersAreRepeatedProducts() {
        for (int a = 0; a < 256; a++) {
            int product = 1;
            for (int exponent = 0; exponent < 600; exponent++) {
                assertThat(GaloisField.power(a, exponent)).isEqualTo(product);
                product = GaloisField.multiply(product, a);
            }
        }
    }

    /** Shift and add, then subtract the polynomial from the top bit down. */
    private static int longMultiplication(int a, int b) {
        int product = 0;
        for (int bit = 0; bit < 8; bit++) {
            product ^= (b >> bit & 1) * (a << bit);
        }
        for (int bit = 14; bit >= 8; bit--) {
            product ^= (product >> bit & 1) * (0x11D << (bit - 8));
        }
        return product;
    }
}
