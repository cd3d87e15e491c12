/**
 * A cluster's nodes as guests of a cloud, and a scenario's calendar as what their metadata services
 * announce.
 */
@NullMarked
package dev.faultline.cluster.metadata;

import org.jspecify.annotations.NullMarked;
