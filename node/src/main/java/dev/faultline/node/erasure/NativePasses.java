package dev.faultline.node.erasure;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;

/**
 * Strips off the heap, by address. All of them are read through one segment that covers every
 * address, a constant for the JIT compiler; who calls has checked that they lie in memory that is
 * open, and within it.
 */
final class NativePasses implements Passes {
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    @Override
    public void clear(LinearMap map, int target, Stripe stripe, long from, int length) {
        long start = target(map, target, stripe, from);
        ByteVector zero = ByteVector.zero(Lanes.SPECIES);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            store(zero, start + i);
        }
    }

    @Override
    public void sum4(LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        long a = source(map, source + 0, stripe, from);
        long b = source(map, source + 1, stripe, from);
        long c = source(map, source + 2, stripe, from);
        long d = source(map, source + 3, stripe, from);
        long p = target(map, target + 0, stripe, from);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector ab = Lanes.add(load(a + i), load(b + i));
            ByteVector cd = Lanes.add(load(c + i), load(d + i));
            ByteVector sum = Lanes.add(load(p + i), Lanes.add(ab, cd));
            store(sum, p + i);
        }
    }

    @Override
    public void sumAndMultiply2x4(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        long a = source(map, source + 0, stripe, from);
        long b = source(map, source + 1, stripe, from);
        long p = target(map, target + 0, stripe, from);
        long q = target(map, target + 1, stripe, from);
        long r = target(map, target + 2, stripe, from);
        long s = target(map, target + 3, stripe, from);
        int aq = coefficient(map, source + 0, target + 1);
        ByteVector aqLow = Lanes.lowTable(aq);
        ByteVector aqHigh = Lanes.highTable(aq);
        int ar = coefficient(map, source + 0, target + 2);
        ByteVector arLow = Lanes.lowTable(ar);
        ByteVector arHigh = Lanes.highTable(ar);
        int as = coefficient(map, source + 0, target + 3);
        ByteVector asLow = Lanes.lowTable(as);
        ByteVector asHigh = Lanes.highTable(as);
        int bq = coefficient(map, source + 1, target + 1);
        ByteVector bqLow = Lanes.lowTable(bq);
        ByteVector bqHigh = Lanes.highTable(bq);
        int br = coefficient(map, source + 1, target + 2);
        ByteVector brLow = Lanes.lowTable(br);
        ByteVector brHigh = Lanes.highTable(br);
        int bs = coefficient(map, source + 1, target + 3);
        ByteVector bsLow = Lanes.lowTable(bs);
        ByteVector bsHigh = Lanes.highTable(bs);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector aBytes = load(a + i);
            ByteVector bBytes = load(b + i);
            ByteVector aLow = Lanes.low(aBytes);
            ByteVector aHigh = Lanes.high(aBytes);
            ByteVector bLow = Lanes.low(bBytes);
            ByteVector bHigh = Lanes.high(bBytes);
            ByteVector pSum = load(p + i);
            pSum = Lanes.add(pSum, aBytes);
            pSum = Lanes.add(pSum, bBytes);
            ByteVector qSum = load(q + i);
            qSum = Lanes.add(qSum, Lanes.product(aLow, aHigh, aqLow, aqHigh));
            qSum = Lanes.add(qSum, Lanes.product(bLow, bHigh, bqLow, bqHigh));
            ByteVector rSum = load(r + i);
            rSum = Lanes.add(rSum, Lanes.product(aLow, aHigh, arLow, arHigh));
            rSum = Lanes.add(rSum, Lanes.product(bLow, bHigh, brLow, brHigh));
            ByteVector sSum = load(s + i);
            sSum = Lanes.add(sSum, Lanes.product(aLow, aHigh, asLow, asHigh));
            sSum = Lanes.add(sSum, Lanes.product(bLow, bHigh, bsLow, bsHigh));
            store(pSum, p + i);
            store(qSum, q + i);
            store(rSum, r + i);
            store(sSum, s + i);
        }
    }

    @Override
    public void multiply2x4(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        long a = source(map, source + 0, stripe, from);
        long b = source(map, source + 1, stripe, from);
        long p = target(map, target + 0, stripe, from);
        long q = target(map, target + 1, stripe, from);
        long r = target(map, target + 2, stripe, from);
        long s = target(map, target + 3, stripe, from);
        int ap = coefficient(map, source + 0, target + 0);
        ByteVector apLow = Lanes.lowTable(ap);
        ByteVector apHigh = Lanes.highTable(ap);
        int aq = coefficient(map, source + 0, target + 1);
        ByteVector aqLow = Lanes.lowTable(aq);
        ByteVector aqHigh = Lanes.highTable(aq);
        int ar = coefficient(map, source + 0, target + 2);
        ByteVector arLow = Lanes.lowTable(ar);
        ByteVector arHigh = Lanes.highTable(ar);
        int as = coefficient(map, source + 0, target + 3);
        ByteVector asLow = Lanes.lowTable(as);
        ByteVector asHigh = Lanes.highTable(as);
        int bp = coefficient(map, source + 1, target + 0);
        ByteVector bpLow = Lanes.lowTable(bp);
        ByteVector bpHigh = Lanes.highTable(bp);
        int bq = coefficient(map, source + 1, target + 1);
        ByteVector bqLow = Lanes.lowTable(bq);
        ByteVector bqHigh = Lanes.highTable(bq);
        int br = coefficient(map, source + 1, target + 2);
        ByteVector brLow = Lanes.lowTable(br);
        ByteVector brHigh = Lanes.highTable(br);
        int bs = coefficient(map, source + 1, target + 3);
        ByteVector bsLow = Lanes.lowTable(bs);
        ByteVector bsHigh = Lanes.highTable(bs);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector aBytes = load(a + i);
            ByteVector bBytes = load(b + i);
            ByteVector aLow = Lanes.low(aBytes);
            ByteVector aHigh = Lanes.high(aBytes);
            ByteVector bLow = Lanes.low(bBytes);
            ByteVector bHigh = Lanes.high(bBytes);
            ByteVector pSum = load(p + i);
            pSum = Lanes.add(pSum, Lanes.product(aLow, aHigh, apLow, apHigh));
            pSum = Lanes.add(pSum, Lanes.product(bLow, bHigh, bpLow, bpHigh));
            ByteVector qSum = load(q + i);
            qSum = Lanes.add(qSum, Lanes.product(aLow, aHigh, aqLow, aqHigh));
            qSum = Lanes.add(qSum, Lanes.product(bLow, bHigh, bqLow, bqHigh));
            ByteVector rSum = load(r + i);
            rSum = Lanes.add(rSum, Lanes.product(aLow, aHigh, arLow, arHigh));
            rSum = Lanes.add(rSum, Lanes.product(bLow, bHigh, brLow, brHigh));
            ByteVector sSum = load(s + i);
            sSum = Lanes.add(sSum, Lanes.product(aLow, aHigh, asLow, asHigh));
            sSum = Lanes.add(sSum, Lanes.product(bLow, bHigh, bsLow, bsHigh));
            store(pSum, p + i);
            store(qSum, q + i);
            store(rSum, r + i);
            store(sSum, s + i);
        }
    }

    @Override
    public void multiply4x2(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        long a = source(map, source + 0, stripe, from);
        long b = source(map, source + 1, stripe, from);
        long c = source(map, source + 2, stripe, from);
        long d = source(map, source + 3, stripe, from);
        long p = target(map, target + 0, stripe, from);
        long q = target(map, target + 1, stripe, from);
        int ap = coefficient(map, source + 0, target + 0);
        ByteVector apLow = Lanes.lowTable(ap);
        ByteVector apHigh = Lanes.highTable(ap);
        int aq = coefficient(map, source + 0, target + 1);
        ByteVector aqLow = Lanes.lowTable(aq);
        ByteVector aqHigh = Lanes.highTable(aq);
        int bp = coefficient(map, source + 1, target + 0);
        ByteVector bpLow = Lanes.lowTable(bp);
        ByteVector bpHigh = Lanes.highTable(bp);
        int bq = coefficient(map, source + 1, target + 1);
        ByteVector bqLow = Lanes.lowTable(bq);
        ByteVector bqHigh = Lanes.highTable(bq);
        int cp = coefficient(map, source + 2, target + 0);
        ByteVector cpLow = Lanes.lowTable(cp);
        ByteVector cpHigh = Lanes.highTable(cp);
        int cq = coefficient(map, source + 2, target + 1);
        ByteVector cqLow = Lanes.lowTable(cq);
        ByteVector cqHigh = Lanes.highTable(cq);
        int dp = coefficient(map, source + 3, target + 0);
        ByteVector dpLow = Lanes.lowTable(dp);
        ByteVector dpHigh = Lanes.highTable(dp);
        int dq = coefficient(map, source + 3, target + 1);
        ByteVector dqLow = Lanes.lowTable(dq);
        ByteVector dqHigh = Lanes.highTable(dq);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector aBytes = load(a + i);
            ByteVector bBytes = load(b + i);
            ByteVector cBytes = load(c + i);
            ByteVector dBytes = load(d + i);
            ByteVector aLow = Lanes.low(aBytes);
            ByteVector aHigh = Lanes.high(aBytes);
            ByteVector bLow = Lanes.low(bBytes);
            ByteVector bHigh = Lanes.high(bBytes);
            ByteVector cLow = Lanes.low(cBytes);
            ByteVector cHigh = Lanes.high(cBytes);
            ByteVector dLow = Lanes.low(dBytes);
            ByteVector dHigh = Lanes.high(dBytes);
            ByteVector pSum = load(p + i);
            pSum = Lanes.add(pSum, Lanes.product(aLow, aHigh, apLow, apHigh));
            pSum = Lanes.add(pSum, Lanes.product(bLow, bHigh, bpLow, bpHigh));
            pSum = Lanes.add(pSum, Lanes.product(cLow, cHigh, cpLow, cpHigh));
            pSum = Lanes.add(pSum, Lanes.product(dLow, dHigh, dpLow, dpHigh));
            ByteVector qSum = load(q + i);
            qSum = Lanes.add(qSum, Lanes.product(aLow, aHigh, aqLow, aqHigh));
            qSum = Lanes.add(qSum, Lanes.product(bLow, bHigh, bqLow, bqHigh));
            qSum = Lanes.add(qSum, Lanes.product(cLow, cHigh, cqLow, cqHigh));
            qSum = Lanes.add(qSum, Lanes.product(dLow, dHigh, dqLow, dqHigh));
            store(pSum, p + i);
            store(qSum, q + i);
        }
    }

    @Override
    public void multiply4x1(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        long a = source(map, source + 0, stripe, from);
        long b = source(map, source + 1, stripe, from);
        long c = source(map, source + 2, stripe, from);
        long d = source(map, source + 3, stripe, from);
        long p = target(map, target + 0, stripe, from);
        int ap = coefficient(map, source + 0, target + 0);
        ByteVector apLow = Lanes.lowTable(ap);
        ByteVector apHigh = Lanes.highTable(ap);
        int bp = coefficient(map, source + 1, target + 0);
        ByteVector bpLow = Lanes.lowTable(bp);
        ByteVector bpHigh = Lanes.highTable(bp);
        int cp = coefficient(map, source + 2, target + 0);
        ByteVector cpLow = Lanes.lowTable(cp);
        ByteVector cpHigh = Lanes.highTable(cp);
        int dp = coefficient(map, source + 3, target + 0);
        ByteVector dpLow = Lanes.lowTable(dp);
        ByteVector dpHigh = Lanes.highTable(dp);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector aBytes = load(a + i);
            ByteVector bBytes = load(b + i);
            ByteVector cBytes = load(c + i);
            ByteVector dBytes = load(d + i);
            ByteVector aLow = Lanes.low(aBytes);
            ByteVector aHigh = Lanes.high(aBytes);
            ByteVector bLow = Lanes.low(bBytes);
            ByteVector bHigh = Lanes.high(bBytes);
            ByteVector cLow = Lanes.low(cBytes);
            ByteVector cHigh = Lanes.high(cBytes);
            ByteVector dLow = Lanes.low(dBytes);
            ByteVector dHigh = Lanes.high(dBytes);
            ByteVector pSum = load(p + i);
            pSum = Lanes.add(pSum, Lanes.product(aLow, aHigh, apLow, apHigh));
            pSum = Lanes.add(pSum, Lanes.product(bLow, bHigh, bpLow, bpHigh));
            pSum = Lanes.add(pSum, Lanes.product(cLow, cHigh, cpLow, cpHigh));
            pSum = Lanes.add(pSum, Lanes.product(dLow, dHigh, dpLow, dpHigh));
            store(pSum, p + i);
        }
    }

    /** Sources beyond the last stand for the last one, times 0. */
    private static int coefficient(LinearMap map, int source, int target) {
        return source < map.sourceCount() ? map.coefficient(target, source) : 0;
    }

    private static int sourceSlot(LinearMap map, int source) {
        return map.source(Math.min(source, map.sourceCount() - 1));
    }

    private static long source(LinearMap map, int source, Stripe stripe, long from) {
        return stripe.base(sourceSlot(map, source)) + from;
    }

    private static long target(LinearMap map, int target, Stripe stripe, long from) {
        return stripe.base(map.target(target)) + from;
    }

    private static ByteVector load(long address) {
        return ByteVector.fromMemorySegment(Lanes.SPECIES, MEMORY, address, ORDER);
    }

    private static void store(ByteVector vector, long address) {
        vector.intoMemorySegment(MEMORY, address, ORDER);
    }
}
