package dev.faultline.node.http;

import dev.faultline.node.control.DriveState;
import dev.faultline.node.control.NodeControl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Remembers what it was told, and trips over what the door must not let through. */
final class FakeControl implements NodeControl {

    private final DriveState[] states = new DriveState[FakeNode.DRIVES];
    private final double[] slowness = new double[FakeNode.DRIVES];
    private final List<String> calls = new ArrayList<>();

    FakeControl() {
        Arrays.fill(states, DriveState.HEALTHY);
        Arrays.fill(slowness, 1);
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized DriveState state(int drive) {
        return states[drive];
    }

    synchronized double slowness(int drive) {
        return slowness[drive];
    }

    @Override
    public synchronized void fail(int drive) {
        if (states[check(drive)] == DriveState.FAILED) {
            throw new IllegalArgumentException("drive %d has failed already".formatted(drive));
        }
        states[drive] = DriveState.FAILED;
        calls.add("fail " + drive);
    }

    @Override
    public synchronized void slow(int drive, double factor) {
        if (!(factor > 0)) {
            throw new IllegalStateException("the door let %s through".formatted(factor));
        }
        slowness[check(drive)] = factor;
        states[drive] = factor == 1 ? DriveState.HEALTHY : DriveState.SLOW;
        calls.add("slow %d %s".formatted(drive, factor));
    }

    @Override
    public synchronized int corrupt(int drive, int blocks, long seed) {
        calls.add("corrupt %d %d %d".formatted(check(drive), blocks, seed));
        return Math.min(blocks, 5);
    }

    @Override
    public synchronized void tear(int drive) {
        calls.add("tear " + check(drive));
    }

    @Override
    public synchronized void replace(int drive) {
        states[check(drive)] = DriveState.HEALTHY;
        calls.add("replace " + drive);
    }

    @Override
    public synchronized void rebuildAt(double rateBytesPerSecond) {
        calls.add("rebuildAt " + rateBytesPerSecond);
    }

    @Override
    public synchronized void scrub() {
        calls.add("scrub");
    }

    private static int check(int drive) {
        if (drive < 0 || drive >= FakeNode.DRIVES) {
            throw new IllegalStateException("the door let drive %d through".formatted(drive));
        }
        return drive;
    }
}
