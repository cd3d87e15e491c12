/** From what is asked for to the smallest cluster that gives it. */
@NullMarked
package dev.faultline.cluster.sizing;

import org.jspecify.annotations.NullMarked;
