/** Which code fits these failure domains, where its strips lie, and how many survive. */
@NullMarked
package dev.faultline.cluster.protection;

import org.jspecify.annotations.NullMarked;
