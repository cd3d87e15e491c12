/** A result drawn for a terminal, a script or a build server. */
@NullMarked
package dev.faultline.cluster.report;

import org.jspecify.annotations.NullMarked;
