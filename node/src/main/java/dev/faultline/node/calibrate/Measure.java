package dev.faultline.node.calibrate;

import dev.faultline.node.erasure.ErasureCode;
import dev.faultline.node.erasure.StripSet;
import dev.faultline.node.erasure.Stripe;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;

/** Something to be timed: what it is, the bytes that one run counts for, and the run. */
record Measure(String name, double bytesPerRun, Runnable run) {

    /** Counts bytes of data. */
    static Measure encode(ErasureCode code, MemorySegment memory, int stripBytes) {
        Stripe stripe = stripe(code, memory, stripBytes);
        double bytes = (double) code.shape().data() * stripBytes;
        return new Measure("encode " + code, bytes, () -> code.encode(stripe));
    }

    /** As many data strips as there are global parities; counts bytes of lost strips. */
    static Measure decode(ErasureCode code, MemorySegment memory, int stripBytes) {
        Stripe stripe = stripe(code, memory, stripBytes);
        int losses = code.shape().globalParities();
        StripSet lost = StripSet.range(0, losses);
        return new Measure(
                "decode %d lost of %s".formatted(losses, code),
                (double) losses * stripBytes,
                () -> code.decode(stripe, lost));
    }

    /** One data strip; counts its bytes. */
    static Measure repair(ErasureCode code, MemorySegment memory, int stripBytes) {
        Stripe stripe = stripe(code, memory, stripBytes);
        StripSet others = StripSet.range(1, code.shape().strips());
        return new Measure(
                "repair 1 lost of " + code, stripBytes, () -> code.repair(stripe, 0, others));
    }

    static Measure checksum(MemorySegment memory) {
        CRC32C crc = new CRC32C();
        return new Measure(
                "checksum CRC32C",
                memory.byteSize(),
                () -> {
                    crc.reset();
                    crc.update(memory.asByteBuffer());
                });
    }

    private static Stripe stripe(ErasureCode code, MemorySegment memory, int stripBytes) {
        int strips = code.shape().strips();
        return Stripe.split(memory.asSlice(0, (long) strips * stripBytes), strips);
    }
}
