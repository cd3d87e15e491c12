package dev.faultline.node.erasure;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the strips of one stripe lie: a view of memory that belongs to the caller, of any length
 * and alignment, never copied. Strips are numbered as in {@link CodeShape}; a strip that a call
 * does not touch may be left out.
 *
 * <p>Strips of one stripe should all lie in {@code byte[]} arrays, or all off the heap: a mix (or a
 * read-only heap buffer) is correct, but runs at the scalar kernel's speed. Strips that a call
 * writes must not overlap others.
 *
 * <p>Threads: may be shared, as long as it is not changed while a call uses it. Memory of an arena
 * that one thread can close while another codes in it must be kept open by the caller until the
 * call returns, as for a buffer given to native input and output; memory already closed is refused.
 */
public final class Stripe {
    private final long lengthBytes;
    private final @Nullable MemorySegment[] segments;
    private final byte[] @Nullable [] arrays;
    private final long[] origins;
    private final long[] bases;

    /** A stripe of {@code strips} strips of {@code lengthBytes} each, none of them in place yet. */
    public Stripe(int strips, long lengthBytes) {
        if (lengthBytes < 0) {
            throw new IllegalArgumentException(
                    "strip length (" + lengthBytes + ") must not be negative");
        }
        this.lengthBytes = lengthBytes;
        this.segments = new MemorySegment[strips];
        this.arrays = new byte[strips][];
        this.origins = new long[strips];
        this.bases = new long[strips];
    }

    public static Stripe of(MemorySegment... strips) {
        Stripe stripe = new Stripe(strips.length, strips.length == 0 ? 0 : strips[0].byteSize());
        for (int strip = 0; strip < strips.length; strip++) {
            stripe.set(strip, strips[strip]);
        }
        return stripe;
    }

    /** Each strip lies from its buffer's position to its limit; neither is moved, then or later. */
    public static Stripe of(ByteBuffer... strips) {
        return of(Arrays.stream(strips).map(MemorySegment::ofBuffer).toArray(MemorySegment[]::new));
    }

    public static Stripe of(byte[]... strips) {
        return of(Arrays.stream(strips).map(MemorySegment::ofArray).toArray(MemorySegment[]::new));
    }

    /** {@code strips} strips, one after the other, that share {@code memory} equally. */
    public static Stripe split(MemorySegment memory, int strips) {
        if (memory.byteSize() % strips != 0) {
            throw new IllegalArgumentException(
                    memory.byteSize() + " bytes do not divide into " + strips + " strips");
        }
        long lengthBytes = memory.byteSize() / strips;
        Stripe stripe = new Stripe(strips, lengthBytes);
        for (int strip = 0; strip < strips; strip++) {
            stripe.set(strip, memory.asSlice(strip * lengthBytes, lengthBytes));
        }
        return stripe;
    }

    /** Puts a strip in place. Its size must be the stripe's strip length. */
    public Stripe set(int strip, MemorySegment memory) {
        if (memory.byteSize() != lengthBytes) {
            throw new IllegalArgumentException(
                    "strip %d (%d bytes) must have the stripe's strip length (%d bytes)"
                            .formatted(strip, memory.byteSize(), lengthBytes));
        }
        return place(strip, memory, 0);
    }

    public Stripe set(int strip, byte[] array, int offset) {
        return set(strip, MemorySegment.ofArray(array).asSlice(offset, lengthBytes));
    }

    public Stripe set(int strip, ByteBuffer buffer) {
        return set(strip, MemorySegment.ofBuffer(buffer));
    }

    /** Takes a strip out again: a call that needs it is refused. */
    public Stripe clear(int strip) {
        segments[strip] = null;
        arrays[strip] = null;
        return this;
    }

    public int strips() {
        return segments.length;
    }

    public long lengthBytes() {
        return lengthBytes;
    }

    /** The strip's memory. */
    public MemorySegment strip(int strip) {
        MemorySegment segment = segments[strip];
        if (segment == null) {
            throw new IllegalArgumentException("strip " + strip + " is not in place");
        }
        return segment;
    }

    /** Puts memory in place of the strip's bytes from {@code origin} on. */
    Stripe place(int strip, MemorySegment memory, long origin) {
        Object array = memory.isNative() ? null : memory.heapBase().orElse(null);
        segments[strip] = memory;
        arrays[strip] = array instanceof byte[] bytes ? bytes : null;
        origins[strip] = origin;
        bases[strip] = memory.address() - origin;
        return this;
    }

    /** Puts a strip of another stripe in place. */
    Stripe place(int strip, Stripe other, int otherStrip) {
        segments[strip] = other.segments[otherStrip];
        arrays[strip] = other.arrays[otherStrip];
        origins[strip] = other.origins[otherStrip];
        bases[strip] = other.bases[otherStrip];
        return this;
    }

    /** The array that holds the strip; null off the heap. */
    byte @Nullable [] array(int strip) {
        return arrays[strip];
    }

    /** Where the strip's byte 0 is (or would be): an index of its array, or an address. */
    long base(int strip) {
        return bases[strip];
    }

    /** The strip's byte whose place is the first of its memory. */
    long origin(int strip) {
        return origins[strip];
    }

    boolean isNative(int strip) {
        return strip(strip).isNative();
    }
}
