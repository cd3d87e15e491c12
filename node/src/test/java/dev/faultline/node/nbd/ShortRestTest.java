package dev.faultline.node.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ShortRestTest {

    private static final Path SLACK = Path.of("/proc/self/timerslack_ns");

    /** 5 us, and what waking up takes; with the 50 us that Linux may add it would be more. */
    @Test
    void isAboutAsShortAsAsked() throws InterruptedException {
        assumeTrue(Files.exists(SLACK), "needs Linux, which can be asked to be punctual");
        long[] nanos = new long[1001];

        Thread thread =
                new Thread(() -> {
                    ShortRest rest = new ShortRest();
                    for (int i = 0; i < nanos.length; i++) {
                        long start = System.nanoTime();
                        rest.take();
                        nanos[i] = System.nanoTime() - start;
                    }
                });
        thread.start();
        thread.join();

        Arrays.sort(nanos);
        assertThat(nanos[nanos.length / 10]).isBetween(5_000L, 50_000L);
    }

    @Test
    void asksForItsOwnThreadOnly() throws InterruptedException, IOException {
        assumeTrue(Files.exists(SLACK), "needs Linux, which can be asked to be punctual");
        String before = Files.readString(SLACK);
        boolean[] punctual = new boolean[1];

        Thread thread = new Thread(() -> punctual[0] = new ShortRest().punctual());
        thread.start();
        thread.join();

        assertThat(punctual[0]).isTrue();
        assertThat(Files.readString(SLACK)).isEqualTo(before);
    }
}
