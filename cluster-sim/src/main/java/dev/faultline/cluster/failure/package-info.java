/** What has broken, what is away and what is slow; and the words that select parts of a site. */
@NullMarked
package dev.faultline.cluster.failure;

import org.jspecify.annotations.NullMarked;
