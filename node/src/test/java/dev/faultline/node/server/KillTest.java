package dev.faultline.node.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.nbd.NbdClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process is killed at random moments while a client writes, flushes and remembers. After each
 * restart every block holds what was written to it last, or something written later that was not
 * answered yet; never anything else. {@code -Dkill.cycles=N} sets how often, in each of two runs.
 */
class KillTest {

    private static final int BLOCK = 4096;
    private static final int BLOCKS = 2048;
    private static final int CYCLES = Integer.getInteger("kill.cycles", 10);
    private static final boolean SHOWS_PROGRESS = Boolean.getBoolean("kill.progress");

    @TempDir Path data;

    /** The number of the last write to each block that was answered, and of the last one sent. */
    private final long[] answered = new long[BLOCKS];

    private final long[] sent = new long[BLOCKS];
    private long writes;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void losesNothingThatWasAnswered(long seed) throws Exception {
        Random random = new Random(seed);
        NodeProcess node = NodeProcess.start(data, (long) BLOCKS * BLOCK);
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            NodeProcess victim = node;
            long lifeNanos = TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(500));
            Thread killer =
                    Thread.ofPlatform()
                            .start(() -> {
                                LockSupport.parkNanos(lifeNanos);
                                victim.kill();
                            });
            writeUntilKilled(node, random);
            killer.join();

            node = NodeProcess.start(data, (long) BLOCKS * BLOCK);

            assertThat(node.output()).noneMatch(line -> line.startsWith("report:"));
            verify(node, cycle);
            if (SHOWS_PROGRESS) {
                System.err.printf(
                        "run %d: %d of %d kills survived, %d writes so far%n",
                        seed, cycle + 1, CYCLES, writes);
            }
        }
        node.kill();
        assertThat(writes).isGreaterThan(CYCLES);
    }

    private void writeUntilKilled(NodeProcess node, Random random) {
        try (NbdClient client = NbdClient.connect(node.address())) {
            while (true) {
                int blocks = 1 + random.nextInt(16);
                int first = random.nextInt(BLOCKS - blocks);
                long number = ++writes;
                byte[] payload = new byte[blocks * BLOCK];
                for (int i = 0; i < blocks; i++) {
                    stamp(payload, i, first + i, number);
                    sent[first + i] = number;
                }
                if (client.write((long) first * BLOCK, payload, random.nextInt(8) == 0) != 0) {
                    throw new IOException("a write was refused");
                }
                for (int i = 0; i < blocks; i++) {
                    answered[first + i] = number;
                }
                if (random.nextInt(16) == 0 && client.flush() != 0) {
                    throw new IOException("a flush was refused");
                }
            }
        } catch (IOException e) {
            // Killed, as it should be.
        }
    }

    private void verify(NodeProcess node, int cycle) throws IOException {
        try (NbdClient client = NbdClient.connect(node.address())) {
            for (int block = 0; block < BLOCKS; block++) {
                byte[] bytes = client.read((long) block * BLOCK, BLOCK);
                long number = ByteBuffer.wrap(bytes).getLong();
                byte[] expected = new byte[BLOCK];
                if (number != 0) {
                    stamp(expected, 0, block, number);
                }
                assertThat(bytes).as("block %d in cycle %d", block, cycle).isEqualTo(expected);
                assertThat(number)
                        .as("write found in block %d in cycle %d", block, cycle)
                        .isBetween(answered[block], sent[block]);
                answered[block] = number;
                sent[block] = number;
            }
        }
    }

    /** Every byte of the block follows from its place and the number of the write. */
    private static void stamp(byte[] payload, int at, int block, long number) {
        ByteBuffer bytes = ByteBuffer.wrap(payload, at * BLOCK, BLOCK);
        Random content = new Random(number * BLOCKS + block);
        bytes.putLong(number);
        while (bytes.hasRemaining()) {
            bytes.putLong(content.nextLong());
        }
    }
}
