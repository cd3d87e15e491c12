package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void inverts() {
        Matrix matrix = Matrix.of(new int[][] {{56, 23, 98}, {3, 100, 200}, {45, 201, 123}});

        int[][] inverse = matrix.inverse().toArray();

        assertThat(inverse)
                .isDeepEqualTo(new int[][] {{175, 133, 33}, {130, 13, 245}, {112, 35, 126}});
    }

    @Test
    void invertsWhenRowsMustChangePlaces() {
        Matrix matrix = Matrix.of(new int[][] {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}});

        int[][] product = matrix.times(matrix.inverse()).toArray();

        assertThat(product).isDeepEqualTo(new int[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    }

    @Test
    void refusesToInvertASingularMatrix() {
        // 2 times the first row is {2, 4}.
        Matrix matrix = Matrix.of(new int[][] {{1, 2}, {2, 4}});

        assertThatThrownBy(matrix::inverse)
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("the matrix is singular: its rank is at most 1");
    }

    @Test
    void multiplies() {
        Matrix left = Matrix.of(new int[][] {{1, 3, 0}, {7, 0, 1}});
        Matrix right = Matrix.of(new int[][] {{5, 0}, {4, 0}, {9, 7}});

        // 5 + 3*4 = 5 ^ 12 = 9; 7*5 + 9 = 27 ^ 9 = 18 (7*5 = 5 ^ 10 ^ 20 = 27)
        assertThat(left.times(right).toArray()).isDeepEqualTo(new int[][] {{9, 0}, {18, 7}});
    }

    @Test
    void cutsOutRows() {
        Matrix matrix = Matrix.of(new int[][] {{1, 2}, {3, 4}, {5, 6}});

        assertThat(matrix.rows(1, 3).toArray()).isDeepEqualTo(new int[][] {{3, 4}, {5, 6}});
    }

    @Test
    void keepsItsOwnElements() {
        int[][] rows = {{1, 2}};
        Matrix matrix = Matrix.of(rows);

        rows[0][0] = 9;
        matrix.toArray()[0][1] = 9;

        assertThat(matrix).hasToString("[[1, 2]]");
    }
}
