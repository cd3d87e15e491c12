package dev.faultline.node.erasure;

import static dev.faultline.node.erasure.GaloisField.inverse;
import static dev.faultline.node.erasure.GaloisField.multiply;

/**
 * The coefficients of each parity strip (row) over the data strips (column): what distinguishes one
 * code of a shape from another.
 */
final class ParityMatrix {
    /** Nonzero elements of the subfield GF(16), which are the powers of 2^17. */
    private static final int SUBFIELD_UNITS = 15;

    /** Lines through 0 that GF(2^8), seen as a plane over GF(16), is made of. */
    private static final int SUBFIELD_LINES = 17;

    private ParityMatrix() {}

    /**
     * Rows {@code r^0, r^1, .. r^(data-1)}, made systematic: Reed and Solomon as first published.
     */
    static Matrix vandermonde(int data, int parities) {
        Matrix powers = Matrix.of(data + parities, data, GaloisField::power);
        return powers.rows(data, data + parities).times(powers.rows(0, data).inverse());
    }

    /**
     * {@code 1/(x + y)} for distinct points x of the parities and y of the data, of which every
     * square submatrix is invertible. Scaling rows and columns keeps that, and makes the first row
     * and the first column 1, so that the first parity is the plain sum of the data.
     */
    static Matrix cauchy(int data, int parities) {
        Matrix raw =
                Matrix.of(
                        parities,
                        data,
                        (row, column) -> inverse(point(row) ^ point(parities + column)));
        return Matrix.of(
                parities,
                data,
                (row, column) -> {
                    int scaled = multiply(raw.at(row, column), inverse(raw.at(0, column)));
                    int first = multiply(raw.at(row, 0), inverse(raw.at(0, 0)));
                    return multiply(scaled, inverse(first));
                });
    }

    /** All 256 elements: the powers of 2, and 0 last. */
    private static int point(int index) {
        return index < GaloisField.SIZE - 1 ? GaloisField.power(2, index) : 0;
    }

    /** Global rows, then the local ones, which are plain sums of their groups. */
    static Matrix locallyRepairable(CodeShape shape) {
        Matrix globals = fitsSubfieldLines(shape) ? subfieldLines(shape) : pyramid(shape);
        return Matrix.of(
                shape.parities(),
                shape.data(),
                (row, column) -> {
                    if (row < shape.globalParities()) {
                        return globals.at(row, column);
                    }
                    return shape.groupOf(column) == row - shape.globalParities() ? 1 : 0;
                });
    }

    private static boolean fitsSubfieldLines(CodeShape shape) {
        return shape.globalParities() <= 2
                && shape.repairStrips() <= SUBFIELD_UNITS
                && shape.localGroups() <= SUBFIELD_LINES;
    }

    /**
     * Pyramid codes (Huang, Chen, Li, 2007): of a Reed-Solomon code with one parity more, whose
     * first row is all 1, that first parity is split into one sum for each group. The sums of the
     * groups add up to it, so whatever the Reed-Solomon code recovers, this one does.
     */
    private static Matrix pyramid(CodeShape shape) {
        return cauchy(shape.data(), shape.globalParities() + 1).rows(1, shape.globalParities() + 1);
    }

    /**
     * Rows x (and x^2), where x runs through 2^g times the units of GF(16) in group g. A group's
     * local parity stands for x = 0. Differences of two x of a group lie on its line too, so those
     * of two groups are never equal, nor is one 0: which is all that two global parities ask for.
     */
    private static Matrix subfieldLines(CodeShape shape) {
        int[] points = new int[shape.data()];
        int[] used = new int[shape.localGroups()];
        for (int strip = 0; strip < shape.data(); strip++) {
            int group = shape.groupOf(strip);
            points[strip] = GaloisField.power(2, group + SUBFIELD_LINES * used[group]++);
        }
        return Matrix.of(
                shape.globalParities(),
                shape.data(),
                (row, column) -> GaloisField.power(points[column], row + 1));
    }
}
