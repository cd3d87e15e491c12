/** Closed forms and Markov chains: durability as mathematics, for hazards without memory. */
@NullMarked
package dev.faultline.cluster.durability.chain;

import org.jspecify.annotations.NullMarked;
