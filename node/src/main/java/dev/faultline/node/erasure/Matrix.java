package dev.faultline.node.erasure;

import java.util.Arrays;

/** A matrix over GF(2^8), row by row; every operation returns a new one. */
final class Matrix {
    private final int[][] rows;

    private Matrix(int[][] rows) {
        this.rows = rows;
    }

    /** An element of a matrix, given by its place. */
    @FunctionalInterface
    interface Element {
        int at(int row, int column);
    }

    static Matrix of(int height, int width, Element element) {
        int[][] rows = new int[height][width];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                rows[row][column] = element.at(row, column);
            }
        }
        return new Matrix(rows);
    }

    static Matrix of(int[][] rows) {
        return of(rows.length, rows[0].length, (row, column) -> rows[row][column]);
    }

    int height() {
        return rows.length;
    }

    int width() {
        return rows[0].length;
    }

    int at(int row, int column) {
        return rows[row][column];
    }

    Matrix rows(int from, int to) {
        return of(to - from, width(), (row, column) -> at(from + row, column));
    }

    Matrix times(Matrix right) {
        return of(
                height(),
                right.width(),
                (row, column) -> {
                    int sum = 0;
                    for (int i = 0; i < width(); i++) {
                        sum ^= GaloisField.multiply(at(row, i), right.at(i, column));
                    }
                    return sum;
                });
    }

    /** Gauss-Jordan elimination of {@code [this | identity]}. */
    Matrix inverse() {
        int size = height();
        int[][] work = new int[size][];
        for (int row = 0; row < size; row++) {
            work[row] = Arrays.copyOf(rows[row], 2 * size);
            work[row][size + row] = 1;
        }
        for (int pivot = 0; pivot < size; pivot++) {
            bringPivotUp(work, pivot);
            scale(work[pivot], GaloisField.inverse(work[pivot][pivot]));
            for (int row = 0; row < size; row++) {
                if (row != pivot) {
                    addMultiple(work[row], work[pivot], work[row][pivot]);
                }
            }
        }
        return of(size, size, (row, column) -> work[row][size + column]);
    }

    private static void bringPivotUp(int[][] work, int pivot) {
        for (int row = pivot; row < work.length; row++) {
            if (work[row][pivot] != 0) {
                int[] found = work[row];
                work[row] = work[pivot];
                work[pivot] = found;
                return;
            }
        }
        throw new ArithmeticException("the matrix is singular: its rank is at most " + pivot);
    }

    static void scale(int[] row, int factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] = GaloisField.multiply(row[i], factor);
        }
    }

    /** {@code target += factor * source}. */
    static void addMultiple(int[] target, int[] source, int factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] ^= GaloisField.multiply(source[i], factor);
        }
    }

    int[][] toArray() {
        return Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(rows);
    }
}
