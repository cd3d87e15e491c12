package dev.faultline.node.erasure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Linear equations over some unknowns, brought to echelon form as they come. Each reduced row
 * remembers which multiples of the equations it is the sum of.
 */
final class Equations {
    private final int unknowns;
    private final int limit;
    private final List<int[]> reduced = new ArrayList<>();
    private int count;

    /** Room for {@code limit} equations. */
    Equations(int unknowns, int limit) {
        this.unknowns = unknowns;
        this.limit = limit;
    }

    /** Adds an equation's left side. One that follows from those before adds nothing. */
    void add(int[] coefficients) {
        int[] row = widened(coefficients);
        row[unknowns + count++] = 1;
        reduce(row);
        int pivot = firstNonzero(row);
        if (pivot < unknowns) {
            Matrix.scale(row, GaloisField.inverse(row[pivot]));
            reduced.add(row);
        }
    }

    int rank() {
        return reduced.size();
    }

    /**
     * The multiples of the equations that add up to {@code wanted}, in the order they were added;
     * null when the equations do not determine it.
     */
    int @Nullable [] combination(int[] wanted) {
        int[] row = widened(wanted);
        reduce(row);
        if (firstNonzero(row) < unknowns) {
            return null;
        }
        int[] multiples = new int[count];
        System.arraycopy(row, unknowns, multiples, 0, count);
        return multiples;
    }

    private int[] widened(int[] coefficients) {
        int[] row = new int[unknowns + limit];
        System.arraycopy(coefficients, 0, row, 0, unknowns);
        return row;
    }

    private void reduce(int[] row) {
        for (int[] other : reduced) {
            Matrix.addMultiple(row, other, row[firstNonzero(other)]);
        }
    }

    private int firstNonzero(int[] row) {
        int column = 0;
        while (column < unknowns && row[column] == 0) {
            column++;
        }
        return column;
    }
}
