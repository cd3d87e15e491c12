/**
 * Virtual time: what happens next, in which order, with which random numbers, and a digest of what
 * happened.
 */
@NullMarked
package dev.faultline.cluster.kernel;

import org.jspecify.annotations.NullMarked;
