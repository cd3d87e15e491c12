package dev.faultline.node.erasure;

import static dev.faultline.node.erasure.Lanes.HIGH_SHIFT;
import static dev.faultline.node.erasure.Lanes.SPECIES;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;

/**
 * Strips off the heap, by address. All of them are read through one segment that covers every
 * address, a constant for the JIT compiler; who calls has checked that they lie in memory that is
 * open, and within it.
 */
final class NativePasses implements Passes {
    @SuppressWarnings("restricted") // what makes it fast; Program checks what it is used on
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    @Override
    public void clear(LinearMap map, int target, Stripe stripe, long from, int length) {
        long p = target(map, target, stripe, from);
        ByteVector zero = ByteVector.zero(SPECIES);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            zero.intoMemorySegment(MEMORY, p + i, ORDER);
        }
    }

    @Override
    public void sum4(LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        long a = source(map, source, stripe, from);
        long b = source(map, source + 1, stripe, from);
        long c = source(map, source + 2, stripe, from);
        long d = source(map, source + 3, stripe, from);
        long p = target(map, target, stripe, from);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector aBytes = ByteVector.fromMemorySegment(SPECIES, MEMORY, a + i, ORDER);
            ByteVector bBytes = ByteVector.fromMemorySegment(SPECIES, MEMORY, b + i, ORDER);
            ByteVector cBytes = ByteVector.fromMemorySegment(SPECIES, MEMORY, c + i, ORDER);
            ByteVector dBytes = ByteVector.fromMemorySegment(SPECIES, MEMORY, d + i, ORDER);
            ByteVector pSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, p + i, ORDER)
                            .lanewise(XOR, aBytes)
                            .lanewise(XOR, bBytes)
                            .lanewise(XOR, cBytes)
                            .lanewise(XOR, dBytes);
            pSum.intoMemorySegment(MEMORY, p + i, ORDER);
        }
    }

    @Override
    public void sumAndMultiply2x4(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        long a = source(map, source, stripe, from);
        long b = source(map, source + 1, stripe, from);
        long p = target(map, target, stripe, from);
        long q = target(map, target + 1, stripe, from);
        long r = target(map, target + 2, stripe, from);
        long s = target(map, target + 3, stripe, from);
        int aq = Lanes.table(map, source, target + 1);
        ByteVector aqLow = Lanes.low(aq);
        ByteVector aqHigh = Lanes.high(aq);
        int ar = Lanes.table(map, source, target + 2);
        ByteVector arLow = Lanes.low(ar);
        ByteVector arHigh = Lanes.high(ar);
        int as = Lanes.table(map, source, target + 3);
        ByteVector asLow = Lanes.low(as);
        ByteVector asHigh = Lanes.high(as);
        int bq = Lanes.table(map, source + 1, target + 1);
        ByteVector bqLow = Lanes.low(bq);
        ByteVector bqHigh = Lanes.high(bq);
        int br = Lanes.table(map, source + 1, target + 2);
        ByteVector brLow = Lanes.low(br);
        ByteVector brHigh = Lanes.high(br);
        int bs = Lanes.table(map, source + 1, target + 3);
        ByteVector bsLow = Lanes.low(bs);
        ByteVector bsHigh = Lanes.high(bs);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector aLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, a + i, ORDER);
            ByteVector bLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, b + i, ORDER);
            ByteVector aHigh =
                    aLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector bHigh =
                    bLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector pSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, p + i, ORDER)
                            .lanewise(XOR, aLow)
                            .lanewise(XOR, bLow);
            ByteVector qSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, q + i, ORDER)
                            .lanewise(XOR, aLow.selectFrom(aqLow))
                            .lanewise(XOR, aHigh.selectFrom(aqHigh))
                            .lanewise(XOR, bLow.selectFrom(bqLow))
                            .lanewise(XOR, bHigh.selectFrom(bqHigh));
            ByteVector rSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, r + i, ORDER)
                            .lanewise(XOR, aLow.selectFrom(arLow))
                            .lanewise(XOR, aHigh.selectFrom(arHigh))
                            .lanewise(XOR, bLow.selectFrom(brLow))
                            .lanewise(XOR, bHigh.selectFrom(brHigh));
            ByteVector sSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, s + i, ORDER)
                            .lanewise(XOR, aLow.selectFrom(asLow))
                            .lanewise(XOR, aHigh.selectFrom(asHigh))
                            .lanewise(XOR, bLow.selectFrom(bsLow))
                            .lanewise(XOR, bHigh.selectFrom(bsHigh));
            pSum.intoMemorySegment(MEMORY, p + i, ORDER);
            qSum.intoMemorySegment(MEMORY, q + i, ORDER);
            rSum.intoMemorySegment(MEMORY, r + i, ORDER);
            sSum.intoMemorySegment(MEMORY, s + i, ORDER);
        }
    }

    @Override
    public void multiply2x4(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        long a = source(map, source, stripe, from);
        long b = source(map, source + 1, stripe, from);
        long p = target(map, target, stripe, from);
        long q = target(map, target + 1, stripe, from);
        long r = target(map, target + 2, stripe, from);
        long s = target(map, target + 3, stripe, from);
        int ap = Lanes.table(map, source, target);
        ByteVector apLow = Lanes.low(ap);
        ByteVector apHigh = Lanes.high(ap);
        int aq = Lanes.table(map, source, target + 1);
        ByteVector aqLow = Lanes.low(aq);
        ByteVector aqHigh = Lanes.high(aq);
        int ar = Lanes.table(map, source, target + 2);
        ByteVector arLow = Lanes.low(ar);
        ByteVector arHigh = Lanes.high(ar);
        int as = Lanes.table(map, source, target + 3);
        ByteVector asLow = Lanes.low(as);
        ByteVector asHigh = Lanes.high(as);
        int bp = Lanes.table(map, source + 1, target);
        ByteVector bpLow = Lanes.low(bp);
        ByteVector bpHigh = Lanes.high(bp);
        int bq = Lanes.table(map, source + 1, target + 1);
        ByteVector bqLow = Lanes.low(bq);
        ByteVector bqHigh = Lanes.high(bq);
        int br = Lanes.table(map, source + 1, target + 2);
        ByteVector brLow = Lanes.low(br);
        ByteVector brHigh = Lanes.high(br);
        int bs = Lanes.table(map, source + 1, target + 3);
        ByteVector bsLow = Lanes.low(bs);
        ByteVector bsHigh = Lanes.high(bs);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector aLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, a + i, ORDER);
            ByteVector bLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, b + i, ORDER);
            ByteVector aHigh =
                    aLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector bHigh =
                    bLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector pSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, p + i, ORDER)
                            .lanewise(XOR, aLow.selectFrom(apLow))
                            .lanewise(XOR, aHigh.selectFrom(apHigh))
                            .lanewise(XOR, bLow.selectFrom(bpLow))
                            .lanewise(XOR, bHigh.selectFrom(bpHigh));
            ByteVector qSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, q + i, ORDER)
                            .lanewise(XOR, aLow.selectFrom(aqLow))
                            .lanewise(XOR, aHigh.selectFrom(aqHigh))
                            .lanewise(XOR, bLow.selectFrom(bqLow))
                            .lanewise(XOR, bHigh.selectFrom(bqHigh));
            ByteVector rSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, r + i, ORDER)
                            .lanewise(XOR, aLow.selectFrom(arLow))
                            .lanewise(XOR, aHigh.selectFrom(arHigh))
                            .lanewise(XOR, bLow.selectFrom(brLow))
                            .lanewise(XOR, bHigh.selectFrom(brHigh));
            ByteVector sSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, s + i, ORDER)
                            .lanewise(XOR, aLow.selectFrom(asLow))
                            .lanewise(XOR, aHigh.selectFrom(asHigh))
                            .lanewise(XOR, bLow.selectFrom(bsLow))
                            .lanewise(XOR, bHigh.selectFrom(bsHigh));
            pSum.intoMemorySegment(MEMORY, p + i, ORDER);
            qSum.intoMemorySegment(MEMORY, q + i, ORDER);
            rSum.intoMemorySegment(MEMORY, r + i, ORDER);
            sSum.intoMemorySegment(MEMORY, s + i, ORDER);
        }
    }

    @Override
    public void multiply4x2(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        long a = source(map, source, stripe, from);
        long b = source(map, source + 1, stripe, from);
        long c = source(map, source + 2, stripe, from);
        long d = source(map, source + 3, stripe, from);
        long p = target(map, target, stripe, from);
        long q = target(map, target + 1, stripe, from);
        int ap = Lanes.table(map, source, target);
        ByteVector apLow = Lanes.low(ap);
        ByteVector apHigh = Lanes.high(ap);
        int aq = Lanes.table(map, source, target + 1);
        ByteVector aqLow = Lanes.low(aq);
        ByteVector aqHigh = Lanes.high(aq);
        int bp = Lanes.table(map, source + 1, target);
        ByteVector bpLow = Lanes.low(bp);
        ByteVector bpHigh = Lanes.high(bp);
        int bq = Lanes.table(map, source + 1, target + 1);
        ByteVector bqLow = Lanes.low(bq);
        ByteVector bqHigh = Lanes.high(bq);
        int cp = Lanes.table(map, source + 2, target);
        ByteVector cpLow = Lanes.low(cp);
        ByteVector cpHigh = Lanes.high(cp);
        int cq = Lanes.table(map, source + 2, target + 1);
        ByteVector cqLow = Lanes.low(cq);
        ByteVector cqHigh = Lanes.high(cq);
        int dp = Lanes.table(map, source + 3, target);
        ByteVector dpLow = Lanes.low(dp);
        ByteVector dpHigh = Lanes.high(dp);
        int dq = Lanes.table(map, source + 3, target + 1);
        ByteVector dqLow = Lanes.low(dq);
        ByteVector dqHigh = Lanes.high(dq);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector aLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, a + i, ORDER);
            ByteVector bLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, b + i, ORDER);
            ByteVector cLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, c + i, ORDER);
            ByteVector dLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, d + i, ORDER);
            ByteVector aHigh =
                    aLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector bHigh =
                    bLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector cHigh =
                    cLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector dHigh =
                    dLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector pSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, p + i, ORDER)
                            .lanewise(XOR, aLow.selectFrom(apLow))
                            .lanewise(XOR, aHigh.selectFrom(apHigh))
                            .lanewise(XOR, bLow.selectFrom(bpLow))
                            .lanewise(XOR, bHigh.selectFrom(bpHigh))
                            .lanewise(XOR, cLow.selectFrom(cpLow))
                            .lanewise(XOR, cHigh.selectFrom(cpHigh))
                            .lanewise(XOR, dLow.selectFrom(dpLow))
                            .lanewise(XOR, dHigh.selectFrom(dpHigh));
            ByteVector qSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, q + i, ORDER)
                            .lanewise(XOR, aLow.selectFrom(aqLow))
                            .lanewise(XOR, aHigh.selectFrom(aqHigh))
                            .lanewise(XOR, bLow.selectFrom(bqLow))
                            .lanewise(XOR, bHigh.selectFrom(bqHigh))
                            .lanewise(XOR, cLow.selectFrom(cqLow))
                            .lanewise(XOR, cHigh.selectFrom(cqHigh))
                            .lanewise(XOR, dLow.selectFrom(dqLow))
                            .lanewise(XOR, dHigh.selectFrom(dqHigh));
            pSum.intoMemorySegment(MEMORY, p + i, ORDER);
            qSum.intoMemorySegment(MEMORY, q + i, ORDER);
        }
    }

    @Override
    public void multiply4x1(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        long a = source(map, source, stripe, from);
        long b = source(map, source + 1, stripe, from);
        long c = source(map, source + 2, stripe, from);
        long d = source(map, source + 3, stripe, from);
        long p = target(map, target, stripe, from);
        int ap = Lanes.table(map, source, target);
        ByteVector apLow = Lanes.low(ap);
        ByteVector apHigh = Lanes.high(ap);
        int bp = Lanes.table(map, source + 1, target);
        ByteVector bpLow = Lanes.low(bp);
        ByteVector bpHigh = Lanes.high(bp);
        int cp = Lanes.table(map, source + 2, target);
        ByteVector cpLow = Lanes.low(cp);
        ByteVector cpHigh = Lanes.high(cp);
        int dp = Lanes.table(map, source + 3, target);
        ByteVector dpLow = Lanes.low(dp);
        ByteVector dpHigh = Lanes.high(dp);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector aLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, a + i, ORDER);
            ByteVector bLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, b + i, ORDER);
            ByteVector cLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, c + i, ORDER);
            ByteVector dLow = ByteVector.fromMemorySegment(SPECIES, MEMORY, d + i, ORDER);
            ByteVector aHigh =
                    aLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector bHigh =
                    bLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector cHigh =
                    cLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector dHigh =
                    dLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector pSum =
                    ByteVector.fromMemorySegment(SPECIES, MEMORY, p + i, ORDER)
                            .lanewise(XOR, aLow.selectFrom(apLow))
                            .lanewise(XOR, aHigh.selectFrom(apHigh))
                            .lanewise(XOR, bLow.selectFrom(bpLow))
                            .lanewise(XOR, bHigh.selectFrom(bpHigh))
                            .lanewise(XOR, cLow.selectFrom(cpLow))
                            .lanewise(XOR, cHigh.selectFrom(cpHigh))
                            .lanewise(XOR, dLow.selectFrom(dpLow))
                            .lanewise(XOR, dHigh.selectFrom(dpHigh));
            pSum.intoMemorySegment(MEMORY, p + i, ORDER);
        }
    }

    private static long source(LinearMap map, int source, Stripe stripe, long from) {
        return stripe.base(map.sourceOrLast(source)) + from;
    }

    private static long target(LinearMap map, int target, Stripe stripe, long from) {
        return stripe.base(map.target(target)) + from;
    }
}
