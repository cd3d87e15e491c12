package dev.faultline.node.erasure;

import java.util.Arrays;
import java.util.stream.IntStream;

/** An immutable set of strip indices in 0..255, in ascending order. */
public final class StripSet {
    /** Strips a set can name, and the most that a code over GF(2^8) can have. */
    public static final int LIMIT = 256;

    public static final StripSet EMPTY = new StripSet(new long[LIMIT / Long.SIZE]);

    private final long[] words;

    private StripSet(long[] words) {
        this.words = words;
    }

    public static StripSet of(int... strips) {
        long[] words = new long[LIMIT / Long.SIZE];
        for (int strip : strips) {
            words[check(strip) / Long.SIZE] |= 1L << strip;
        }
        return new StripSet(words);
    }

    /** The strips {@code from} to {@code to - 1}. */
    public static StripSet range(int from, int to) {
        return of(IntStream.range(from, to).toArray());
    }

    public boolean contains(int strip) {
        return (words[check(strip) / Long.SIZE] & 1L << strip) != 0;
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    public int size() {
        int size = 0;
        for (long word : words) {
            size += Long.bitCount(word);
        }
        return size;
    }

    public StripSet with(int strip) {
        long[] union = words.clone();
        union[check(strip) / Long.SIZE] |= 1L << strip;
        return new StripSet(union);
    }

    public StripSet without(StripSet other) {
        long[] rest = words.clone();
        for (int i = 0; i < rest.length; i++) {
            rest[i] &= ~other.words[i];
        }
        return new StripSet(rest);
    }

    public boolean containsAll(StripSet other) {
        return other.without(this).isEmpty();
    }

    public IntStream stream() {
        return IntStream.range(0, LIMIT).filter(this::contains);
    }

    public int[] toArray() {
        return stream().toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StripSet set && Arrays.equals(words, set.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return Arrays.toString(toArray());
    }

    private static int check(int strip) {
        if (strip < 0 || strip >= LIMIT) {
            throw new IndexOutOfBoundsException("strip (" + strip + ") must be in 0..255");
        }
        return strip;
    }
}
