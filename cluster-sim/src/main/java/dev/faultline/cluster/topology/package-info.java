/**
 * A topology file becomes a cluster: sites, racks, nodes and drives as plain numbers and arrays.
 */
@NullMarked
package dev.faultline.cluster.topology;

import org.jspecify.annotations.NullMarked;
