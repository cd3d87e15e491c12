/**
 * The way of a request through the node: a ring of requests, the stages that commit them in order,
 * and how long each took.
 */
@NullMarked
package dev.faultline.node.pipeline;

import org.jspecify.annotations.NullMarked;
