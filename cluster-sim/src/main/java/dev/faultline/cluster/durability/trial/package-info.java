/**
 * Simulated durability: one placement population failing and being rebuilt in virtual time, and the
 * estimators (naive, splitting, importance sampling) that make rare losses visible.
 */
@NullMarked
package dev.faultline.cluster.durability.trial;

import org.jspecify.annotations.NullMarked;
