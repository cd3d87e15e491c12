/** A scenario file becomes events on a cluster in virtual time, and then a result. */
@NullMarked
package dev.faultline.cluster.scenario;

import org.jspecify.annotations.NullMarked;
