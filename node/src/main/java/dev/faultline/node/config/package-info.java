/**
 * Reading the files that people write: YAML with the place of every value, includes, {@code --set},
 * binding to records with every problem reported at once, and JSON Schemas of the same records.
 */
@NullMarked
package dev.faultline.node.config;

import org.jspecify.annotations.NullMarked;
