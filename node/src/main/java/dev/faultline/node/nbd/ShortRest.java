package dev.faultline.node.nbd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Rests of some microseconds while more is expected any moment. A thread that spins instead slows
 * down its client where both share a core's units, and makes system calls for nothing.
 *
 * <p>Linux lets a thread that sleeps wake up 50 us late, to do more at once, unless it says that it
 * minds: {@code /proc/[pid]/timerslack_ns} in proc(5). Where that cannot be said, this spins. For
 * the thread that creates it.
 */
final class ShortRest {

    /** Twice as long gained nothing more; half as long looks twice as often. */
    private static final long NANOS = 5_000;

    private static final Path THREAD = Path.of("/proc/thread-self");

    private final boolean punctual = beWokenPunctually();

    /** Whether this rests, and does not spin. */
    boolean punctual() {
        return punctual;
    }

    void take() {
        if (punctual) {
            LockSupport.parkNanos(NANOS);
        } else {
            Thread.onSpinWait();
        }
    }

    private static boolean beWokenPunctually() {
        try {
            Path thread = Files.readSymbolicLink(THREAD).getFileName();
            Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), "1");
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
