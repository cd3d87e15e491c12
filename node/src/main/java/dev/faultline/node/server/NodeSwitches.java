package dev.faultline.node.server;

import dev.faultline.node.control.NodeControl;
import dev.faultline.node.store.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What may be done to a running node, done to its storage. */
final class NodeSwitches implements NodeControl {

    private final Storage storage;

    NodeSwitches(Storage storage) {
        this.storage = storage;
    }

    @Override
    public void fail(int drive) {
        carryOut(() -> storage.fail(drive));
    }

    @Override
    public void slow(int drive, double factor) {
        storage.slow(drive, factor);
    }

    @Override
    public int corrupt(int drive, int blocks, long seed) {
        try {
            return storage.corrupt(drive, blocks, seed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void tear(int drive) {
        storage.tear(drive);
    }

    @Override
    public void replace(int drive) {
        carryOut(() -> storage.replace(drive));
    }

    @Override
    public void rebuildAt(double rateBytesPerSecond) {
        storage.background().rebuildAt(rateBytesPerSecond);
    }

    @Override
    public void scrub() {
        storage.background().scrub();
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void carryOut(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
