/** What one byte of each kind of movement costs every drive, NIC, core and link. */
@NullMarked
package dev.faultline.cluster.traffic;

import org.jspecify.annotations.NullMarked;
