/** Drives and links as models in time: told when a request arrives, they answer when it is done. */
@NullMarked
package dev.faultline.node.device;

import org.jspecify.annotations.NullMarked;
