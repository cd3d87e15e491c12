package dev.faultline.node.device;

import java.util.Arrays;

/**
 * A drive in time: told when a request arrives, it answers when the request is done.
 *
 * <p>Every request takes a share of the media's time, the larger of what its operations and what
 * its bytes cost at the drive's full rate:
 *
 * <pre>
 *   read              max(1 / readsPerSecond, length / readBytesPerSecond)
 *   write, random     max(units / writesPerSecond, length / writeBytesPerSecond)
 *   write, sequential length / writeBytesPerSecond
 * </pre>
 *
 * where {@code units} counts the indirection units touched, each whole. Reads and writes share the
 * media, so {@code read/readMax + write/writeMax <= 1} whatever the mix. The media holds {@code c =
 * readsPerSecond x readLatency} reads' work in service at once (see {@link Backlog}): up to {@code
 * c} reads at a time take the datasheet's latency, and {@code n > c} take {@code n /
 * readsPerSecond}. A write is acknowledged by the drive's protected buffer as soon as its work fits
 * into the same window; under sustained load that is at the media's rate. Requests longer than what
 * the datasheet's latency was measured with add their transfer time.
 *
 * <p>A write is sequential when it continues one of the last {@value #STREAMS} ascending runs of
 * writes, leaving out at most {@value #GAP_BYTES} bytes. Such writes fill the flash one after
 * another and free it in the same order, gaps or not, so they cost what their bytes cost.
 *
 * <p>For one thread. Time should not run backwards. Allocates nothing per request.
 */
public final class DriveModel {

    /** The datasheets' block size for random reads and their latency. */
    static final int READ_BLOCK_BYTES = 4096;

    private static final int STREAMS = 8;
    private static final long GAP_BYTES = 4 << 20;

    /** Of a stream that does not exist: further behind any offset than a gap can be. */
    private static final long NO_STREAM = Long.MIN_VALUE / 2;

    private final DriveTiming timing;
    private final double nanosPerRead;
    private final double nanosPerUnit;
    private final double nanosPerByteRead;
    private final double nanosPerByteWritten;

    private final Backlog media = new Backlog();
    private final long[] streamEnds = new long[STREAMS];
    private int oldestStream;
    private double slowness = 1;

    public DriveModel(DriveTiming timing) {
        this.timing = timing;
        nanosPerRead = 1e9 / timing.readsPerSecond();
        nanosPerUnit = 1e9 / timing.writesPerSecond();
        nanosPerByteRead = 1e9 / timing.readBytesPerSecond();
        nanosPerByteWritten = 1e9 / timing.writeBytesPerSecond();
        Arrays.fill(streamEnds, NO_STREAM);
    }

    public DriveTiming timing() {
        return timing;
    }

    /**
     * Accepts a request that arrives now, behind all that arrived before.
     *
     * @param offset in bytes from the drive's start
     * @param length in bytes, positive
     * @return when it is done, in the caller's nanoseconds
     */
    public long complete(long nowNanos, Operation operation, long offset, long length) {
        double work;
        double latency;
        if (operation == Operation.READ) {
            work = Math.max(nanosPerRead, length * nanosPerByteRead);
            latency =
                    timing.readLatencyNanos() + beyond(READ_BLOCK_BYTES, length) * nanosPerByteRead;
        } else {
            work = writeWorkNanos(offset, length);
            latency =
                    timing.writeLatencyNanos()
                            + beyond(timing.indirectionUnitBytes(), length) * nanosPerByteWritten;
        }
        double window = timing.readLatencyNanos() * slowness;
        return media.admit(nowNanos, work * slowness, window) + Math.round(latency * slowness);
    }

    /**
     * From now on, everything takes {@code factor} times as long as the datasheet says; 1 is
     * healthy. Work that was accepted before keeps its time.
     */
    public void slowBy(double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("factor (%s) must be positive".formatted(factor));
        }
        slowness = factor;
    }

    public double slowness() {
        return slowness;
    }

    /** Media time accepted so far: divided by the time that passed, the drive's utilisation. */
    public double mediaNanos() {
        return media.acceptedNanos();
    }

    /** Media time that is accepted and not done at this time. */
    public double backlogNanos(long nowNanos) {
        return media.aheadNanos(nowNanos);
    }

    private double writeWorkNanos(long offset, long length) {
        double bytesNanos = length * nanosPerByteWritten;
        if (continuesStream(offset, length)) {
            return bytesNanos;
        }
        int unit = timing.indirectionUnitBytes();
        long units = (offset + length - 1) / unit - offset / unit + 1;
        return Math.max(units * nanosPerUnit, bytesNanos);
    }

    private boolean continuesStream(long offset, long length) {
        int nearest = -1;
        long leastGap = GAP_BYTES + 1;
        for (int i = 0; i < STREAMS; i++) {
            long gap = offset - streamEnds[i];
            if (gap >= 0 && gap < leastGap) {
                nearest = i;
                leastGap = gap;
            }
        }
        int stream = nearest >= 0 ? nearest : oldestStream;
        streamEnds[stream] = offset + length;
        if (nearest < 0) {
            oldestStream = (oldestStream + 1) % STREAMS;
        }
        return nearest >= 0;
    }

    private static long beyond(int blockBytes, long length) {
        return Math.max(0, length - blockBytes);
    }
}
