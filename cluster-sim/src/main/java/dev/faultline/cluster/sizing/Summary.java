package dev.faultline.cluster.sizing;

import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.result.ReviewResult;
import dev.faultline.cluster.result.SizeResult;

/** A configuration in a few figures. */
final class Summary {

    private Summary() {}

    /** Of a configuration that works. */
    static SizeResult.Configuration of(Configuration configuration) {
        ReviewResult review = configuration.reviewed();
        CostResult cost = review.cost();
        Shape shape = configuration.shape();
        return new SizeResult.Configuration(
                shape.domains(),
                review.cluster().racks(),
                shape.nodesPerRack(),
                shape.frontEndsPerRack(),
                review.cluster().nodes(),
                review.cluster().drives(),
                review.capacity().usableBytes(),
                review.throughput().readBytesPerSecond(),
                review.throughput().writeBytesPerSecond(),
                review.density().provisionedWatts(),
                cost == null ? null : cost.monthlyUsd());
    }
}
