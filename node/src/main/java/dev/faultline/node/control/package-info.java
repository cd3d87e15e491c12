/**
 * What one may ask a running node and tell it, as plain records and two interfaces: the doors read
 * these.
 */
@NullMarked
package dev.faultline.node.control;

import org.jspecify.annotations.NullMarked;
