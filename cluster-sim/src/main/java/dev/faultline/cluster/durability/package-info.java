/**
 * How likely a layout loses data: what is asked (layout, hazards), how it is answered (exactly, by
 * chain, by simulation), and the answer with its interval and its causes.
 */
@NullMarked
package dev.faultline.cluster.durability;

import org.jspecify.annotations.NullMarked;
