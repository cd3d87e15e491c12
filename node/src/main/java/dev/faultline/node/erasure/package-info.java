/**
 * Erasure codes over GF(2^8): Reed-Solomon and locally repairable codes, planned as linear maps and
 * run by a scalar or a vector kernel.
 */
@NullMarked
package dev.faultline.node.erasure;

import org.jspecify.annotations.NullMarked;
