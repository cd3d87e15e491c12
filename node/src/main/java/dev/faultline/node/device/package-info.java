/**
 * Drives and links: models in time (told when a request arrives, they answer when it is done), and
 * drives that also keep the bytes and have faults.
 */
@NullMarked
package dev.faultline.node.device;

import org.jspecify.annotations.NullMarked;
