/**
 * Where blocks are: the write buffer (a log), the stripes on the drives, the index that says which,
 * and recovery, which builds the index again from the other two.
 */
@NullMarked
package dev.faultline.node.store;

import org.jspecify.annotations.NullMarked;
