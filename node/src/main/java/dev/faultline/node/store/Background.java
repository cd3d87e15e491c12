package dev.faultline.node.store;

import dev.faultline.node.control.RebuildStatus;
import dev.faultline.node.control.RedundancyStatus;
import dev.faultline.node.control.ScrubStatus;
import dev.faultline.node.device.EmulatedDrive;
import dev.faultline.node.device.OutOfSpace;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happens behind the clients' backs, on one thread, in small steps taken in turn:
 * emptying the write buffer, restoring what failed drives held, mending, compacting, scrubbing. All
 * rows are written by this thread, so none of these disturbs another.
 */
public final class Background implements AutoCloseable {

    private static final long IDLE_NANOS = 2_000_000;
    private static final long RETRY_NANOS = 100_000_000;

    private final BlockStore store;
    private final Destager destager;
    private final Compactor compactor;
    private final Rebuilder rebuilder;
    private final Scrubber scrubber;
    private final Thread thread;
    private final Queue<Runnable> requests = new ArrayDeque<>();
    private long nextCompactionCheckNanos = System.nanoTime();
    private long lastSequence;
    private volatile boolean closing;
    private volatile boolean flushRequested;
    private volatile @Nullable String trouble;
    private volatile @Nullable Throwable died;

    public Background(BlockStore store) {
        this.store = store;
        RowWriter writer =
                new RowWriter(
                        store.geometry(),
                        store.node(),
                        store.drives(),
                        store.codes(),
                        store.table(),
                        store.index(),
                        store.time(),
                        store.lastGeneration());
        BlockReader reader = store.newReader();
        Tombstones tombstones =
                new Tombstones(
                        writer,
                        reader::readBlock,
                        store.index(),
                        store.sequences(),
                        store.pagesStored());
        FreeRows freeRows = new FreeRows(store);
        RowMender mender = new RowMender(store);
        Mover mover = new Mover(store, writer, tombstones);
        destager = new Destager(store, writer, tombstones, freeRows);
        compactor = new Compactor(store, writer, mover, freeRows);
        rebuilder = new Rebuilder(store, writer, mender, mover, freeRows);
        scrubber = new Scrubber(store, mender);
        thread = new Thread(this::run, "background");
        thread.setDaemon(true);
        store.log().whenFull(() -> LockSupport.unpark(thread));
    }

    public void start() {
        thread.start();
    }

    /** Why nothing can be written to the drives at present; null when all is well. */
    public @Nullable String trouble() {
        Throwable end = died;
        return end != null ? "the background thread ended: " + end : trouble;
    }

    /** Empties all full segments of the write buffer, and returns when that is done. */
    public void destageAll() {
        flushRequested = true;
        LockSupport.unpark(thread);
        while (flushRequested && thread.isAlive()) {
            LockSupport.parkNanos(100_000);
        }
    }

    /** Forgets the strips on a drive that has failed, and restores them elsewhere. */
    public void driveFailed(int place) {
        onThread(() -> {
            for (Row row : store.table().all()) {
                if (row.held()) {
                    row.leave((byte) place);
                }
            }
            rebuilder.drivesChanged();
        });
    }

    /**
     * Puts a new, empty drive in place of a failed one; returns the old one, in which none reads.
     */
    public EmulatedDrive driveReplaced(int place, EmulatedDrive fresh) {
        EmulatedDrive[] old = new EmulatedDrive[1];
        onThread(() -> {
            old[0] = store.drives().replace(place, fresh);
            store.epochs().awaitReadersOfNow();
            rebuilder.drivesChanged();
        });
        return old[0];
    }

    public void rebuildAt(double bytesPerSecond) {
        rebuilder.rate(bytesPerSecond);
    }

    public RebuildStatus rebuildStatus() {
        return rebuilder.status();
    }

    public void scrub() {
        scrubber.startPass();
        LockSupport.unpark(thread);
    }

    public ScrubStatus scrubStatus() {
        return scrubber.status();
    }

    public RedundancyStatus redundancy() {
        int parities = store.codes().parities();
        long[] byRedundancy = new long[parities + 1];
        long lostRows = 0;
        for (Row row : store.table().all()) {
            if (row.held() && row.live() > 0) {
                int left = parities - row.missing();
                if (left < 0) {
                    lostRows++;
                } else {
                    byRedundancy[left]++;
                }
            }
        }
        List<Long> counts = new ArrayList<>();
        for (long each : byRedundancy) {
            counts.add(each);
        }
        return new RedundancyStatus(
                counts, lostRows, store.lostBytes(), store.lostRanges(RedundancyStatus.LISTED));
    }

    /** Stops after the step that is under way. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void onThread(Runnable action) {
        CountDownLatch done = new CountDownLatch(1);
        synchronized (requests) {
            requests.add(() -> {
                action.run();
                done.countDown();
            });
        }
        LockSupport.unpark(thread);
        while (done.getCount() > 0 && thread.isAlive()) {
            try {
                done.await(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void run() {
        try {
            while (!closing) {
                try {
                    if (!step()) {
                        LockSupport.parkNanos(IDLE_NANOS);
                    }
                    trouble = null;
                } catch (OutOfSpace e) {
                    spaceRanOut(e);
                } catch (IOException e) {
                    pause(String.valueOf(e.getMessage()));
                }
            }
        } catch (RuntimeException | Error e) {
            died = e;
            throw e;
        } finally {
            flushRequested = false;
        }
    }

    private void spaceRanOut(OutOfSpace e) {
        pause("no space: " + e.getMessage());
        try {
            compactor.spaceRanOut();
        } catch (IOException worse) {
            trouble = worse.getMessage();
        }
    }

    private void pause(String why) {
        trouble = why;
        flushRequested = false;
        serveRequests();
        LockSupport.parkNanos(RETRY_NANOS);
    }

    /** Returns whether there was anything to do. */
    private boolean step() throws IOException {
        boolean any = serveRequests();
        if (destager.due() || flushRequested && destager.anyFull()) {
            destager.step();
            any = true;
        } else if (flushRequested) {
            flushRequested = false;
        }
        if (rebuilder.due()) {
            rebuilder.step();
            any = true;
        }
        any |= scrubber.suspects();
        if (compactionDue()) {
            compactor.step();
            any = true;
        }
        if (scrubber.due()) {
            scrubber.step();
            any = true;
        }
        return any;
    }

    /** Asked a few times a second only: it looks at all rows. */
    private boolean compactionDue() {
        long now = System.nanoTime();
        if (now - nextCompactionCheckNanos < 0) {
            return false;
        }
        long sequence = store.sequences().get();
        boolean due = compactor.due(sequence == lastSequence);
        lastSequence = sequence;
        nextCompactionCheckNanos = due ? now : now + 200_000_000;
        return due;
    }

    private boolean serveRequests() {
        boolean any = false;
        while (true) {
            Runnable request;
            synchronized (requests) {
                request = requests.poll();
            }
            if (request == null) {
                return any;
            }
            request.run();
            any = true;
        }
    }
}
