package dev.faultline.cluster.topology;

/**
 * Power of a node without its drives: board, processor, memory, fans and NICs.
 *
 * @param idleWatts when its processor idles
 * @param maxWatts when its processor is fully used
 * @param supplyEfficiency share of the power drawn at the plug that reaches the parts, 0 to 1
 */
public record NodePower(double idleWatts, double maxWatts, double supplyEfficiency) {}
