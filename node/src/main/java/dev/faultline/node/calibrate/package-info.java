/** Measures what a core of this host does for storage: coding and checksums. */
@NullMarked
package dev.faultline.node.calibrate;

import org.jspecify.annotations.NullMarked;
