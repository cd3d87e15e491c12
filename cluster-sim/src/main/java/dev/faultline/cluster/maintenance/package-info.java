/**
 * What a platform announces and does to VMs (the calendar), and what the operator of a cluster does
 * about it (the policy).
 */
@NullMarked
package dev.faultline.cluster.maintenance;

import org.jspecify.annotations.NullMarked;
