/**
 * The metadata service of each cloud as its guest sees it: pure functions from a request, what is
 * known of the instance and of its maintenance, and the time, to a response. Knows no sockets.
 */
@NullMarked
package dev.faultline.node.metadata;

import org.jspecify.annotations.NullMarked;
