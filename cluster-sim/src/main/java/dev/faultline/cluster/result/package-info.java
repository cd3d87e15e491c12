/** What a run found out, as plain records: the one thing that reports read. */
@NullMarked
package dev.faultline.cluster.result;

import org.jspecify.annotations.NullMarked;
