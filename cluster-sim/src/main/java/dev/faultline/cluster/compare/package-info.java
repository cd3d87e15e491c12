/** Proposals and services side by side: at one size if asked, with what losses cost each. */
@NullMarked
package dev.faultline.cluster.compare;

import org.jspecify.annotations.NullMarked;
