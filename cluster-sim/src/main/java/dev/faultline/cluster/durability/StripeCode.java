package dev.faultline.cluster.durability;

import dev.faultline.node.units.RefusedArgument;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;

/**
 * An erasure code as durability sees it: how many strips a group has, how many carry data, and the
 * probability that e erasures, chosen at random among its strips, cannot be decoded.
 *
 * @param data strips that carry data
 * @param strips all strips of a group
 * @param lossGiven index e: probability that e random erasures are undecodable; every e past the
 *     end is certain loss; the last entry is below one
 */
public record StripeCode(int data, int strips, double[] lossGiven) {

    public StripeCode {
        if (data < 1 || strips < data) {
            throw new RefusedArgument(
                    "code has %d data strips of %d: data must be from 1 to all strips"
                            .formatted(data, strips));
        }
        lossGiven = lossGiven.clone();
    }

    /** Any {@code parity} erasures are survived and no more. */
    public static StripeCode reedSolomon(int data, int parity) {
        return new StripeCode(data, data + parity, new double[parity + 1]);
    }

    /**
     * A locally repairable code with the best decodability its shape allows (maximally
     * recoverable): one local parity in each of {@code localGroups} groups of data strips, and
     * {@code globalParity} parities over all. A pattern is decodable when the erasures that local
     * parities cannot mend, sum over groups of max(0, erased - 1), plus the erased global parities,
     * number at most {@code globalParity}.
     */
    public static StripeCode locallyRepairable(int data, int globalParity, int localGroups) {
        if (localGroups < 1 || data % localGroups != 0) {
            throw new RefusedArgument(
                    "local groups (%d) must divide the data strips (%d)"
                            .formatted(localGroups, data));
        }
        int groupStrips = data / localGroups + 1;
        int most = globalParity + localGroups;
        // decodable[residue][erasures]: ways with that many erasures left for the global parities
        BigInteger[][] ways = new BigInteger[globalParity + 1][most + 1];
        Arrays.stream(ways).forEach(row -> Arrays.fill(row, BigInteger.ZERO));
        ways[0][0] = BigInteger.ONE;
        for (int group = 0; group < localGroups; group++) {
            ways = withPart(ways, groupStrips, 1);
        }
        ways = withPart(ways, globalParity, 0);
        double[] lossGiven = new double[most + 1];
        for (int erasures = 0; erasures <= most; erasures++) {
            BigInteger decodable = BigInteger.ZERO;
            for (BigInteger[] row : ways) {
                decodable = decodable.add(row[erasures]);
            }
            lossGiven[erasures] = lossShare(decodable, data + globalParity + localGroups, erasures);
        }
        return new StripeCode(data, data + globalParity + localGroups, lossGiven);
    }

    /** The most erasures that some pattern survives: the parity of a Reed-Solomon code. */
    public int mostErasures() {
        return lossGiven.length - 1;
    }

    /** Probability that e random erasures cannot be decoded. */
    public double lossGiven(int erasures) {
        return erasures < lossGiven.length ? lossGiven[erasures] : 1;
    }

    /** The same width with one data strip turned into a parity that any erasure can use. */
    public StripeCode withMoreParity() {
        double[] shifted = new double[lossGiven.length + 1];
        System.arraycopy(lossGiven, 0, shifted, 1, lossGiven.length);
        return new StripeCode(data - 1, strips, shifted);
    }

    /** Probability that a decodable group stays decodable when it goes from e to f erasures. */
    public double survives(int from, int to) {
        return to > mostErasures() ? 0 : (1 - lossGiven[to]) / (1 - lossGiven[from]);
    }

    @Override
    public double[] lossGiven() {
        return lossGiven.clone();
    }

    /** "28+4", or with its data and strip counts when it is no plain Reed-Solomon code. */
    @Override
    public String toString() {
        return data + "+" + (strips - data);
    }

    private static double lossShare(BigInteger decodable, int strips, int erasures) {
        BigInteger all = BigInteger.ONE;
        for (int i = 0; i < erasures; i++) {
            all = all.multiply(BigInteger.valueOf(strips - i)).divide(BigInteger.valueOf(i + 1L));
        }
        return new BigDecimal(all.subtract(decodable))
                .divide(new BigDecimal(all), MathContext.DECIMAL64)
                .doubleValue();
    }

    private static BigInteger[][] withPart(BigInteger[][] ways, int strips, int mended) {
        BigInteger[][] next = new BigInteger[ways.length][ways[0].length];
        Arrays.stream(next).forEach(row -> Arrays.fill(row, BigInteger.ZERO));
        for (int residue = 0; residue < ways.length; residue++) {
            for (int erasures = 0; erasures < ways[0].length; erasures++) {
                BigInteger choose = BigInteger.ONE;
                for (int here = 0; here <= strips && erasures + here < ways[0].length; here++) {
                    int left = residue + Math.max(0, here - mended);
                    if (left < ways.length) {
                        BigInteger term = ways[residue][erasures].multiply(choose);
                        next[left][erasures + here] = next[left][erasures + here].add(term);
                    }
                    choose =
                            choose.multiply(BigInteger.valueOf(strips - here))
                                    .divide(BigInteger.valueOf(here + 1L));
                }
            }
        }
        return next;
    }
}
