package dev.faultline.cluster.sizing;

import java.util.function.IntFunction;

/**
 * Configurations of a candidate that grow by a domain, or where domains are given by a node in
 * each, and are otherwise alike.
 *
 * @param most the largest that is modelled
 * @param at the configuration of that size, from 1
 * @param step what one less takes away, in words
 */
record Line(int most, IntFunction<Configuration> at, String step) {

    Configuration at(int scale) {
        return at.apply(scale);
    }
}
