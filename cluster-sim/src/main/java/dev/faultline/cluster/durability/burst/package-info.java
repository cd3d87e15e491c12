/**
 * Bursts: many drives fail at once; the share of all ways to choose them that loses a stripe,
 * counted in exact integers where the layout allows it and sampled where it does not.
 */
@NullMarked
package dev.faultline.cluster.durability.burst;

import org.jspecify.annotations.NullMarked;
