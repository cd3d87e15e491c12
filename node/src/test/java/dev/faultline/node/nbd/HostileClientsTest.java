package dev.faultline.node.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.server.Node;
import dev.faultline.node.server.TestNodes;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that break every rule, while one that keeps them is watched. */
class HostileClientsTest {

    private static final long SIZE = 64L << 20;
    private static final int FRAMES = 200_000;
    private static final int CONNECTS = 10_000;
    private static final long SEED = Long.getLong("fuzz.seed", 20260101);

    private static final List<String> leaks = new CopyOnWriteArrayList<>();
    private static ResourceLeakDetector.Level levelBefore = ResourceLeakDetector.getLevel();
    private static final Logger leakLog = Logger.getLogger(ResourceLeakDetector.class.getName());
    private static final Handler leakListener =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    leaks.add(entry.getMessage());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    private Node node;
    private NbdClient honest;

    @BeforeAll
    static void watchForLeaks() {
        levelBefore = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        leakLog.addHandler(leakListener);
    }

    @AfterAll
    static void stopWatching() {
        leakLog.removeHandler(leakListener);
        ResourceLeakDetector.setLevel(levelBefore);
    }

    @BeforeEach
    void start() throws IOException {
        node = TestNodes.start(null, SIZE);
        honest = NbdClient.connect(node.address());
        assertThat(honest.write(0, new byte[] {1, 2, 3}, true)).isZero();
    }

    @AfterEach
    void nobodyElseWasDisturbedAndEveryBufferCameBack() throws IOException {
        assertThat(honest.read(0, 3)).containsExactly(1, 2, 3);
        assertThat(honest.write(SIZE - 4096, new byte[4096], true)).isZero();
        honest.close();
        node.close();
        assertThat(node.requestBuffersInUse()).isZero();
        System.gc();
        assertThat(leaks).isEmpty();
    }

    @Test
    void malformedHandshakes() throws IOException {
        Random random = new Random(SEED);
        for (int connection = 0; connection < 300; connection++) {
            try (NbdClient client = new NbdClient(node.address())) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes);
                for (int i = 0; i < 20; i++) {
                    out.writeLong(
                            random.nextInt(10) == 0 ? random.nextLong() : 0x49484156454f5054L);
                    out.writeInt(random.nextInt(14));
                    int length = random.nextInt(40);
                    out.writeInt(random.nextInt(20) == 0 ? random.nextInt() : length);
                    byte[] data = new byte[length];
                    random.nextBytes(data);
                    out.write(data);
                }
                client.raw(bytes.toByteArray());
            } catch (IOException e) {
                // Thrown out, as it may be.
            }
        }
    }

    /**
     * Frames that are nearly right: every field is what it should be most of the time. The seed is
     * in the name of what fails; -Dfuzz.seed=N runs another.
     */
    @Test
    void twoHundredThousandFrames() throws Exception {
        Random random = new Random(SEED);
        int frames = 0;
        while (frames < FRAMES) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            int burst = 1 + random.nextInt(400);
            for (int i = 0; i < burst; i++) {
                frame(out, random);
            }
            frames += burst;
            sendAll(bytes.toByteArray(), random);
        }
        assertThat(frames).as("seed " + SEED).isGreaterThanOrEqualTo(FRAMES);
    }

    private void sendAll(byte[] bytes, Random random) {
        try (NbdClient client = NbdClient.connect(node.address())) {
            Thread drain = Thread.ofVirtual().start(() -> drain(client));
            int at = 0;
            while (at < bytes.length) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(32 << 10));
                client.raw(java.util.Arrays.copyOfRange(bytes, at, at + length));
                at += length;
            }
            if (random.nextInt(4) == 0) {
                client.raw(new byte[28]);
                drain.join();
            }
        } catch (IOException e) {
            // Thrown out, as it may be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(NbdClient client) {
        try {
            while (!client.closedByServer()) {
                // Replies are of no interest.
            }
        } catch (IOException e) {
            // The end of the connection.
        }
    }

    private static void frame(DataOutputStream out, Random random) throws IOException {
        boolean absurd = random.nextInt(50) == 0;
        int command = random.nextInt(12) == 0 ? random.nextInt(65536) : random.nextInt(8);
        int length =
                switch (random.nextInt(6)) {
                    case 0 -> random.nextInt();
                    case 1 -> 0;
                    case 2 -> 4096 * random.nextInt(64);
                    default -> random.nextInt(9000);
                };
        long offset =
                switch (random.nextInt(5)) {
                    case 0 -> random.nextLong();
                    case 1 -> SIZE - random.nextInt(10_000);
                    default -> 4096 + random.nextInt((int) SIZE - (1 << 20));
                };
        if (command == 2 && random.nextInt(20) > 0) {
            command = 0;
        }
        if (command == 1 && (length < 0 || length > 9000)) {
            length = random.nextInt(9000);
        }
        if (command != 1 && length > 100_000 && random.nextInt(50) > 0) {
            length = 100;
        }
        if ((command == 4 || command == 6) && offset >= 0) {
            offset += 4096;
        }
        out.writeInt(absurd && random.nextInt(20) == 0 ? random.nextInt() : 0x25609513);
        out.writeShort(random.nextInt(8) == 0 ? random.nextInt(65536) : 0);
        out.writeShort(command);
        out.writeLong(random.nextLong());
        out.writeLong(offset);
        out.writeInt(length);
        if (command == 1) {
            out.write(new byte[length]);
        }
    }

    @Test
    void tenThousandConnects() throws IOException {
        InetSocketAddress address = node.address();
        for (int i = 0; i < CONNECTS; i++) {
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.setSoLinger(true, 0);
            }
        }
    }

    @Test
    void halfOpenAndHalfSentAndNeverReadOnes() throws Exception {
        for (int i = 0; i < 50; i++) {
            NbdClient quiet = NbdClient.connect(node.address());
            quiet.request(0, 1, 8192, 1 << 20);
            quiet.raw(new byte[300_000]);
            NbdClient unread = NbdClient.connect(node.address());
            for (int j = 0; j < 20; j++) {
                unread.request(0, 0, 0, 32 << 20);
            }
            unread.raw(new byte[0]);
        }
        assertThat(honest.read(0, 3)).containsExactly(1, 2, 3);
        long bound = 256L << 20;
        assertThat(node.status().queues().getLast().used()).isLessThanOrEqualTo(bound);
    }
}
