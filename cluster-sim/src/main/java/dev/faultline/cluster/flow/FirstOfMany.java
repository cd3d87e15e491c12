package dev.faultline.cluster.flow;

import java.util.Arrays;

/**
 * The least of many values, each of which may change: a tournament tree, in which a change costs
 * its path to the root.
 */
final class FirstOfMany {

    /** Node n has the children 2n and 2n + 1; value i is leaf {@code leaves + i}. */
    private double[] tree = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};

    private int leaves = 1;

    /** Makes room for values 0 to count - 1; new ones are infinite. */
    void cover(int count) {
        if (count <= leaves) {
            return;
        }
        int more = Integer.highestOneBit(count - 1) << 1;
        double[] larger = new double[2 * more];
        Arrays.fill(larger, Double.POSITIVE_INFINITY);
        System.arraycopy(tree, leaves, larger, more, leaves);
        tree = larger;
        leaves = more;
        replay();
    }

    double least() {
        return tree[1];
    }

    /** Which value is the least; of several the one with the smallest number. */
    int indexOfLeast() {
        int at = 1;
        while (at < leaves) {
            at = tree[2 * at] <= tree[2 * at + 1] ? 2 * at : 2 * at + 1;
        }
        return at - leaves;
    }

    void set(int index, double value) {
        int at = leaves + index;
        tree[at] = value;
        while (at > 1) {
            at >>= 1;
            double least = Math.min(tree[2 * at], tree[2 * at + 1]);
            if (tree[at] == least) {
                return;
            }
            tree[at] = least;
        }
    }

    /**
     * Sets a value without looking at the others; {@link #replay} is due before anything is asked.
     */
    void setLater(int index, double value) {
        tree[leaves + index] = value;
    }

    void replay() {
        for (int at = leaves - 1; at > 0; at--) {
            tree[at] = Math.min(tree[2 * at], tree[2 * at + 1]);
        }
    }

    int count() {
        return leaves;
    }
}
