/**
 * The block door: the NBD protocol over Netty, the only package besides the HTTP door that knows
 * it.
 */
@NullMarked
package dev.faultline.node.nbd;

import org.jspecify.annotations.NullMarked;
