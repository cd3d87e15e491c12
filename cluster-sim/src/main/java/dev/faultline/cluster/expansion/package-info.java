/**
 * A cluster that grows: which strips move to the new drives, how long that takes, what it costs.
 */
@NullMarked
package dev.faultline.cluster.expansion;

import org.jspecify.annotations.NullMarked;
