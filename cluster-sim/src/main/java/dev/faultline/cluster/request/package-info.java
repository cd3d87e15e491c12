/** Single requests in virtual time, queued at the drives, links and cores on their way. */
@NullMarked
package dev.faultline.cluster.request;

import org.jspecify.annotations.NullMarked;
