package dev.faultline.node.device;

import java.io.IOException;

/** The drive answers nothing. One instance a drive, without a stack: thrown on the data path. */
public final class DriveFailed extends IOException {

    private static final long serialVersionUID = 1;

    public DriveFailed(int drive) {
        super("drive %d has failed".formatted(drive));
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
