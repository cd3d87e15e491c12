/** The report as one self-contained HTML file, drawn from results and nothing else. */
@NullMarked
package dev.faultline.cluster.report.html;

import org.jspecify.annotations.NullMarked;
