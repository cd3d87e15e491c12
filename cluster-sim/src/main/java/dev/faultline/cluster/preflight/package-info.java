/** What must be so before a topology can be deployed in an environment, and what is not. */
@NullMarked
package dev.faultline.cluster.preflight;

import org.jspecify.annotations.NullMarked;
