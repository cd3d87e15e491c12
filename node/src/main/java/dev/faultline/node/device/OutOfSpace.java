package dev.faultline.node.device;

import java.io.IOException;

/** A write that found no room: in memory, on this machine's disk, or on the emulated drive. */
public final class OutOfSpace extends IOException {

    private static final long serialVersionUID = 1;

    public OutOfSpace(String message) {
        super(message);
    }

    public OutOfSpace(String message, IOException cause) {
        super(message, cause);
    }
}
