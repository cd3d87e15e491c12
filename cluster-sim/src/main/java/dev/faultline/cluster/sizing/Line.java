package dev.faultline.cluster.sizing;

import java.util.function.IntFunction;

/**
 * Configurations of a candidate that grow by a domain, or where domains are given by a node in
 * each, and are otherwise alike.
 *
 * @param most the largest that is modelled
 * @param at the configuration of that size, from 1
 * @param floor what a configuration of that size takes at the least: as {@code at}, or with a
 *     single front end in a rack
 * @param step what one less takes away, in words
 */
record Line(
        int most, IntFunction<Configuration> at, IntFunction<Configuration> floor, String step) {

    Line(int most, IntFunction<Configuration> at, String step) {
        this(most, at, at, step);
    }

    Configuration at(int scale) {
        return at.apply(scale);
    }
}
