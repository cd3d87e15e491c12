/** The frame in which designs are compared: capacity, throughput, density, power and cost. */
@NullMarked
package dev.faultline.cluster.review;

import org.jspecify.annotations.NullMarked;
