package dev.faultline.cluster.durability;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random streams for trial blocks: the stream depends on the seed, the purpose and the block's
 * number, never on the thread that runs the block, so results are the same on any number of
 * threads. XoRoShiRo128++, seeded through the finaliser of SplitMix64.
 */
public final class Streams {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Streams() {}

    /** The stream of one block of one purpose; purposes and blocks are any integers. */
    public static UniformRandomProvider of(long seed, long purpose, long block) {
        long state = mix(mix(mix(seed + GOLDEN) ^ purpose) + GOLDEN * (block + 1));
        long[] words = {mix(state), mix(state + GOLDEN)};
        return RandomSource.XO_RO_SHI_RO_128_PP.create(words);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
