package dev.faultline.cluster.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C asks for an end instead of making one: whoever works looks at {@link #asked} now and then,
 * and has half a minute to print what there is.
 */
final class Interrupt implements AutoCloseable {

    private static final long LONGEST_FAREWELL_SECONDS = 30;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean asked;

    /** From now on, until the process ends. */
    static Interrupt caught() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            interrupt.asked = interrupt.over.getCount() > 0;
                            interrupt.awaitOver();
                        }));
        return interrupt;
    }

    boolean asked() {
        return asked;
    }

    /** All is written; the process may end. */
    @Override
    public void close() {
        over.countDown();
    }

    private void awaitOver() {
        try {
            if (!over.await(LONGEST_FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
