package dev.faultline.node.device;

/** What a request does to a drive. */
public enum Operation {
    READ,
    WRITE
}
