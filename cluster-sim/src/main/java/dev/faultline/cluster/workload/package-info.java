/** The clients' load: what is offered, when, and what of it the cluster can serve. */
@NullMarked
package dev.faultline.cluster.workload;

import org.jspecify.annotations.NullMarked;
