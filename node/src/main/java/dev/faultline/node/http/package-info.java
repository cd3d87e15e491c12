/** The HTTP door of a node: metrics, health, faults and a live page, over Netty. */
@NullMarked
package dev.faultline.node.http;

import org.jspecify.annotations.NullMarked;
