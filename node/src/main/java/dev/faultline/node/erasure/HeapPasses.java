package dev.faultline.node.erasure;

import static dev.faultline.node.erasure.Lanes.HIGH_SHIFT;
import static dev.faultline.node.erasure.Lanes.SPECIES;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import java.util.Objects;
import jdk.incubator.vector.ByteVector;

/** Strips in {@code byte[]} arrays. */
final class HeapPasses implements Passes {
    @Override
    public void clear(LinearMap map, int target, Stripe stripe, long from, int length) {
        int start = targetAt(map, target, stripe, from);
        Arrays.fill(target(map, target, stripe), start, start + length, (byte) 0);
    }

    @Override
    public void sum4(LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        byte[] a = source(map, source, stripe);
        int aAt = sourceAt(map, source, stripe, from);
        byte[] b = source(map, source + 1, stripe);
        int bAt = sourceAt(map, source + 1, stripe, from);
        byte[] c = source(map, source + 2, stripe);
        int cAt = sourceAt(map, source + 2, stripe, from);
        byte[] d = source(map, source + 3, stripe);
        int dAt = sourceAt(map, source + 3, stripe, from);
        byte[] p = target(map, target, stripe);
        int pAt = targetAt(map, target, stripe, from);
        for (int i = 0; i < length; i += Lanes.BYTES) {
            ByteVector aBytes = ByteVector.fromArray(SPECIES, a, aAt + i);
            ByteVector bBytes = ByteVector.fromArray(SPECIES, b, bAt + i);
            ByteVector cBytes = ByteVector.fromArray(SPECIES, c, cAt + i);
            ByteVector dBytes = ByteVector.fromArray(SPECIES, d, dAt + i);
            ByteVector pSum =
                    ByteVector.fromArray(SPECIES, p, pAt + i)
                            .lanewise(XOR, aBytes)
                            .lanewise(XOR, bBytes)
                            .lanewise(XOR, cBytes)
                            .lanewise(XOR, dBytes);
            pSum.intoArray(p, pAt + i);
        }
    }

    @Override
    public void sumAndMultiply2x4(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        byte[] a = source(map, source, stripe);
        int aAt = sourceAt(map, source, stripe, from);
        byte[] b = source(map, source + 1, stripe);
        int bAt = sourceAt(map, source + 1, stripe, from);
        byte[] p = target(map, target, stripe);
        int pAt = targetAt(map, target, stripe, from);
        byte[] q = target(map, target + 1, stripe);
        int qAt = targetAt(map, target + 1, stripe, from);
        byte[] r = target(map, target + 2, stripe);
        int rAt = targetAt(map, target + 2, stripe, from);
        byte[] s = target(map, target + 3, stripe);
        int sAt = targetAt(map, target + 3, stripe, from);
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
            ByteVector aLow = ByteVector.fromArray(SPECIES, a, aAt + i);
            ByteVector bLow = ByteVector.fromArray(SPECIES, b, bAt + i);
            ByteVector aHigh =
                    aLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector bHigh =
                    bLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector pSum =
                    ByteVector.fromArray(SPECIES, p, pAt + i)
                            .lanewise(XOR, aLow)
                            .lanewise(XOR, bLow);
            ByteVector qSum =
                    ByteVector.fromArray(SPECIES, q, qAt + i)
                            .lanewise(XOR, aLow.selectFrom(aqLow))
                            .lanewise(XOR, aHigh.selectFrom(aqHigh))
                            .lanewise(XOR, bLow.selectFrom(bqLow))
                            .lanewise(XOR, bHigh.selectFrom(bqHigh));
            ByteVector rSum =
                    ByteVector.fromArray(SPECIES, r, rAt + i)
                            .lanewise(XOR, aLow.selectFrom(arLow))
                            .lanewise(XOR, aHigh.selectFrom(arHigh))
                            .lanewise(XOR, bLow.selectFrom(brLow))
                            .lanewise(XOR, bHigh.selectFrom(brHigh));
            ByteVector sSum =
                    ByteVector.fromArray(SPECIES, s, sAt + i)
                            .lanewise(XOR, aLow.selectFrom(asLow))
                            .lanewise(XOR, aHigh.selectFrom(asHigh))
                            .lanewise(XOR, bLow.selectFrom(bsLow))
                            .lanewise(XOR, bHigh.selectFrom(bsHigh));
            pSum.intoArray(p, pAt + i);
            qSum.intoArray(q, qAt + i);
            rSum.intoArray(r, rAt + i);
            sSum.intoArray(s, sAt + i);
        }
    }

    @Override
    public void multiply2x4(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        byte[] a = source(map, source, stripe);
        int aAt = sourceAt(map, source, stripe, from);
        byte[] b = source(map, source + 1, stripe);
        int bAt = sourceAt(map, source + 1, stripe, from);
        byte[] p = target(map, target, stripe);
        int pAt = targetAt(map, target, stripe, from);
        byte[] q = target(map, target + 1, stripe);
        int qAt = targetAt(map, target + 1, stripe, from);
        byte[] r = target(map, target + 2, stripe);
        int rAt = targetAt(map, target + 2, stripe, from);
        byte[] s = target(map, target + 3, stripe);
        int sAt = targetAt(map, target + 3, stripe, from);
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
            ByteVector aLow = ByteVector.fromArray(SPECIES, a, aAt + i);
            ByteVector bLow = ByteVector.fromArray(SPECIES, b, bAt + i);
            ByteVector aHigh =
                    aLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector bHigh =
                    bLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector pSum =
                    ByteVector.fromArray(SPECIES, p, pAt + i)
                            .lanewise(XOR, aLow.selectFrom(apLow))
                            .lanewise(XOR, aHigh.selectFrom(apHigh))
                            .lanewise(XOR, bLow.selectFrom(bpLow))
                            .lanewise(XOR, bHigh.selectFrom(bpHigh));
            ByteVector qSum =
                    ByteVector.fromArray(SPECIES, q, qAt + i)
                            .lanewise(XOR, aLow.selectFrom(aqLow))
                            .lanewise(XOR, aHigh.selectFrom(aqHigh))
                            .lanewise(XOR, bLow.selectFrom(bqLow))
                            .lanewise(XOR, bHigh.selectFrom(bqHigh));
            ByteVector rSum =
                    ByteVector.fromArray(SPECIES, r, rAt + i)
                            .lanewise(XOR, aLow.selectFrom(arLow))
                            .lanewise(XOR, aHigh.selectFrom(arHigh))
                            .lanewise(XOR, bLow.selectFrom(brLow))
                            .lanewise(XOR, bHigh.selectFrom(brHigh));
            ByteVector sSum =
                    ByteVector.fromArray(SPECIES, s, sAt + i)
                            .lanewise(XOR, aLow.selectFrom(asLow))
                            .lanewise(XOR, aHigh.selectFrom(asHigh))
                            .lanewise(XOR, bLow.selectFrom(bsLow))
                            .lanewise(XOR, bHigh.selectFrom(bsHigh));
            pSum.intoArray(p, pAt + i);
            qSum.intoArray(q, qAt + i);
            rSum.intoArray(r, rAt + i);
            sSum.intoArray(s, sAt + i);
        }
    }

    @Override
    public void multiply4x2(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        byte[] a = source(map, source, stripe);
        int aAt = sourceAt(map, source, stripe, from);
        byte[] b = source(map, source + 1, stripe);
        int bAt = sourceAt(map, source + 1, stripe, from);
        byte[] c = source(map, source + 2, stripe);
        int cAt = sourceAt(map, source + 2, stripe, from);
        byte[] d = source(map, source + 3, stripe);
        int dAt = sourceAt(map, source + 3, stripe, from);
        byte[] p = target(map, target, stripe);
        int pAt = targetAt(map, target, stripe, from);
        byte[] q = target(map, target + 1, stripe);
        int qAt = targetAt(map, target + 1, stripe, from);
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
            ByteVector aLow = ByteVector.fromArray(SPECIES, a, aAt + i);
            ByteVector bLow = ByteVector.fromArray(SPECIES, b, bAt + i);
            ByteVector cLow = ByteVector.fromArray(SPECIES, c, cAt + i);
            ByteVector dLow = ByteVector.fromArray(SPECIES, d, dAt + i);
            ByteVector aHigh =
                    aLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector bHigh =
                    bLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector cHigh =
                    cLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector dHigh =
                    dLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector pSum =
                    ByteVector.fromArray(SPECIES, p, pAt + i)
                            .lanewise(XOR, aLow.selectFrom(apLow))
                            .lanewise(XOR, aHigh.selectFrom(apHigh))
                            .lanewise(XOR, bLow.selectFrom(bpLow))
                            .lanewise(XOR, bHigh.selectFrom(bpHigh))
                            .lanewise(XOR, cLow.selectFrom(cpLow))
                            .lanewise(XOR, cHigh.selectFrom(cpHigh))
                            .lanewise(XOR, dLow.selectFrom(dpLow))
                            .lanewise(XOR, dHigh.selectFrom(dpHigh));
            ByteVector qSum =
                    ByteVector.fromArray(SPECIES, q, qAt + i)
                            .lanewise(XOR, aLow.selectFrom(aqLow))
                            .lanewise(XOR, aHigh.selectFrom(aqHigh))
                            .lanewise(XOR, bLow.selectFrom(bqLow))
                            .lanewise(XOR, bHigh.selectFrom(bqHigh))
                            .lanewise(XOR, cLow.selectFrom(cqLow))
                            .lanewise(XOR, cHigh.selectFrom(cqHigh))
                            .lanewise(XOR, dLow.selectFrom(dqLow))
                            .lanewise(XOR, dHigh.selectFrom(dqHigh));
            pSum.intoArray(p, pAt + i);
            qSum.intoArray(q, qAt + i);
        }
    }

    @Override
    public void multiply4x1(
            LinearMap map, int source, int target, Stripe stripe, long from, int length) {
        byte[] a = source(map, source, stripe);
        int aAt = sourceAt(map, source, stripe, from);
        byte[] b = source(map, source + 1, stripe);
        int bAt = sourceAt(map, source + 1, stripe, from);
        byte[] c = source(map, source + 2, stripe);
        int cAt = sourceAt(map, source + 2, stripe, from);
        byte[] d = source(map, source + 3, stripe);
        int dAt = sourceAt(map, source + 3, stripe, from);
        byte[] p = target(map, target, stripe);
        int pAt = targetAt(map, target, stripe, from);
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
            ByteVector aLow = ByteVector.fromArray(SPECIES, a, aAt + i);
            ByteVector bLow = ByteVector.fromArray(SPECIES, b, bAt + i);
            ByteVector cLow = ByteVector.fromArray(SPECIES, c, cAt + i);
            ByteVector dLow = ByteVector.fromArray(SPECIES, d, dAt + i);
            ByteVector aHigh =
                    aLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector bHigh =
                    bLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector cHigh =
                    cLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector dHigh =
                    dLow.reinterpretAsInts().lanewise(LSHR, HIGH_SHIFT).reinterpretAsBytes();
            ByteVector pSum =
                    ByteVector.fromArray(SPECIES, p, pAt + i)
                            .lanewise(XOR, aLow.selectFrom(apLow))
                            .lanewise(XOR, aHigh.selectFrom(apHigh))
                            .lanewise(XOR, bLow.selectFrom(bpLow))
                            .lanewise(XOR, bHigh.selectFrom(bpHigh))
                            .lanewise(XOR, cLow.selectFrom(cpLow))
                            .lanewise(XOR, cHigh.selectFrom(cpHigh))
                            .lanewise(XOR, dLow.selectFrom(dpLow))
                            .lanewise(XOR, dHigh.selectFrom(dpHigh));
            pSum.intoArray(p, pAt + i);
        }
    }

    private static byte[] source(LinearMap map, int source, Stripe stripe) {
        return Objects.requireNonNull(stripe.array(map.sourceOrLast(source)));
    }

    private static int sourceAt(LinearMap map, int source, Stripe stripe, long from) {
        return (int) (stripe.base(map.sourceOrLast(source)) + from);
    }

    private static byte[] target(LinearMap map, int target, Stripe stripe) {
        return Objects.requireNonNull(stripe.array(map.target(target)));
    }

    private static int targetAt(LinearMap map, int target, Stripe stripe, long from) {
        return (int) (stripe.base(map.target(target)) + from);
    }
}
