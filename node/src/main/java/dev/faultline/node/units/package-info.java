/**
 * Quantities with their units: parsed from what a person writes, printed as a person reads them.
 */
@NullMarked
package dev.faultline.node.units;

import org.jspecify.annotations.NullMarked;
