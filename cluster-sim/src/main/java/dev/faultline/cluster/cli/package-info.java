/** The command line: one class a command; parses, calls the model, hands the result to a report. */
@NullMarked
package dev.faultline.cluster.cli;

import org.jspecify.annotations.NullMarked;
