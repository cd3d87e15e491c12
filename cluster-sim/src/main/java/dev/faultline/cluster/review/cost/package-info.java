/** What a proposal costs to buy and to run, from dated prices, each named with what it priced. */
@NullMarked
package dev.faultline.cluster.review.cost;

import org.jspecify.annotations.NullMarked;
