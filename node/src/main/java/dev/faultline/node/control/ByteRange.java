package dev.faultline.node.control;

/** A piece of the device that clients see, in bytes. */
public record ByteRange(long offset, long length) {}
