/**
 * What there is to build from: drives, NICs, servers, VM shapes and CPUs as catalog rows, each with
 * its source and how far that source can be trusted. A value that is not known stays unknown.
 */
@NullMarked
package dev.faultline.node.hardware;

import org.jspecify.annotations.NullMarked;
