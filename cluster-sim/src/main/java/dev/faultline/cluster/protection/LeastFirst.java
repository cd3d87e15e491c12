package dev.faultline.cluster.protection;

import java.util.Arrays;

/**
 * Puts the least few of many distinct values in order without sorting the others (Hoare's select).
 */
final class LeastFirst {

    private LeastFirst() {}

    /**
     * Afterwards the first {@code wanted} of the first {@code size} values are the least of them,
     * in order; the others follow in any order.
     */
    static void sort(long[] values, int size, int wanted) {
        int low = 0;
        int high = size - 1;
        while (low < high && wanted < size) {
            int middle = partition(values, low, high);
            if (wanted <= middle) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Arrays.sort(values, 0, Math.min(wanted, size));
    }

    /** Moves values so that none up to the place returned is greater than any behind it. */
    private static int partition(long[] values, int low, int high) {
        long pivot = values[(low + high) >>> 1];
        int left = low - 1;
        int right = high + 1;
        while (true) {
            do {
                left++;
            } while (values[left] < pivot);
            do {
                right--;
            } while (values[right] > pivot);
            if (left >= right) {
                return right;
            }
            long value = values[left];
            values[left] = values[right];
            values[right] = value;
        }
    }
}
