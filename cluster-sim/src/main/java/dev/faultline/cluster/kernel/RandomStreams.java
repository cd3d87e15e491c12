package dev.faultline.cluster.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * An independent random stream for every cause of chance, found by its name, such as {@code
 * drive/r17/n3/d5/lifetime}. A stream depends on the seed and its name only, so a new cause shifts
 * no other one's draws.
 *
 * <p>Each is a {@code L64X128MixRandom} (period about 2^192) started from the SHA-256 of the seed
 * (8 bytes, big-endian) and the name in UTF-8: 191 of the 192 bits of its state.
 */
public final class RandomStreams {

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final long seed;
    private final MessageDigest sha256;

    public RandomStreams(long seed) {
        this.seed = seed;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A stream at its beginning: asking twice for one name gives the same numbers twice. */
    public RandomGenerator stream(String name) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
        return GENERATORS.create(sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
    }
}
