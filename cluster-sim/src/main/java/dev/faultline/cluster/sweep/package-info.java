/** Many combinations of parameters, each put to the same model; what each gives, in one table. */
@NullMarked
package dev.faultline.cluster.sweep;

import org.jspecify.annotations.NullMarked;
