/**
 * Sharing: capacities divided max-min fairly among activities, and activities that move amounts at
 * those rates.
 */
@NullMarked
package dev.faultline.cluster.flow;

import org.jspecify.annotations.NullMarked;
