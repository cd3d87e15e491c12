package dev.faultline.node.store;

/** Lets bytes pass at a rate. One thread spends; any may ask and change the rate. */
final class Throttle {

    private volatile double bytesPerSecond;
    private volatile long openAtNanos = System.nanoTime();

    Throttle(double bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    void rate(double newBytesPerSecond) {
        if (!(newBytesPerSecond > 0)) {
            throw new IllegalArgumentException(
                    "rate (%s bytes per second) must be positive".formatted(newBytesPerSecond));
        }
        bytesPerSecond = newBytesPerSecond;
        openAtNanos = System.nanoTime();
    }

    double rate() {
        return bytesPerSecond;
    }

    boolean open() {
        return System.nanoTime() - openAtNanos >= 0;
    }

    void spend(long bytes) {
        openAtNanos =
                Math.max(openAtNanos, System.nanoTime()) + (long) (bytes * 1e9 / bytesPerSecond);
    }
}
