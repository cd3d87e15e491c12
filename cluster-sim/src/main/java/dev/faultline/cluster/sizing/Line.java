package dev.faultline.cluster.sizing;

/**
 * Configurations of a candidate that grow by a domain, or where domains are given by a node in
 * each, and are otherwise alike but for their front ends.
 *
 * @param most the largest that is modelled
 * @param frontEnds most that a rack takes besides; 0 where the storing nodes serve clients
 * @param shapes the configuration of a size, from 1, with so many front ends in a rack
 * @param step what one less takes away, in words
 */
record Line(int most, int frontEnds, Shapes shapes, String step) {

    /** Puts a size to the models. */
    @FunctionalInterface
    interface Shapes {
        Configuration of(int scale, int frontEnds);
    }

    Configuration with(int scale, int someFrontEnds) {
        return shapes.of(scale, someFrontEnds);
    }

    /** With as many front ends as there can be: what this size can give at the most. */
    Configuration full(int scale) {
        return shapes.of(scale, frontEnds);
    }

    /** With as few front ends as there can be: what this size takes at the least. */
    Configuration bare(int scale) {
        return shapes.of(scale, Math.min(1, frontEnds));
    }
}
