/** A whole node: its parts, put together, started and stopped. */
@NullMarked
package dev.faultline.node.server;

import org.jspecify.annotations.NullMarked;
