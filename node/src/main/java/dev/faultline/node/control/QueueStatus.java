package dev.faultline.node.control;

/**
 * How full one of the node's queues is.
 *
 * @param name such as {@code ring}, {@code write-buffer}, {@code request-memory}
 * @param unit what is counted: {@code requests} or {@code bytes}
 */
public record QueueStatus(String name, String unit, long used, long capacity) {}
