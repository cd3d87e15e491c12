/** What must be re-created, in which order, from where and to where, and how fast it can be. */
@NullMarked
package dev.faultline.cluster.rebuild;

import org.jspecify.annotations.NullMarked;
