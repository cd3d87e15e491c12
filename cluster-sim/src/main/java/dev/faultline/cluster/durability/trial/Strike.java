package dev.faultline.cluster.durability.trial;

import dev.faultline.cluster.durability.StripeCode;

/**
 * What one failure event does to a group: {@code loss[e]} is the probability that a group with e
 * erasures becomes undecodable, {@code further[e][j]} that it gets j more erasures and stays
 * decodable; they sum to one for each e.
 */
final class Strike {
    final double[] loss;
    final double[][] further;

    private Strike(int deepest) {
        this.loss = new double[deepest + 1];
        this.further = new double[deepest + 1][];
    }

    /**
     * A place that holds {@code share} strips of every group on average, as evenly as whole strips
     * allow: some groups have the whole number below, the rest the one above.
     *
     * @param overlaps whether strips that are gone already may have lain in this place: then each
     *     of its strips is still there with probability (n - e) / n; they may not when it is places
     *     of the same kind that are gone
     */
    static Strike ofPlace(
            StripeCode code, int strips, double share, int deepest, boolean overlaps) {
        int fewer = (int) Math.floor(share + 1e-9);
        double chanceOfMore = Math.max(0, share - fewer);
        Strike strike = new Strike(deepest);
        for (int erasures = 0; erasures <= deepest; erasures++) {
            double alive = overlaps ? (double) (strips - erasures) / strips : 1;
            double[] hits = new double[fewer + 2];
            addBinomial(hits, fewer, alive, 1 - chanceOfMore);
            addBinomial(hits, fewer + 1, alive, chanceOfMore);
            strike.set(code, erasures, hits);
        }
        return strike;
    }

    /** {@code failing} drives anywhere in a pool of {@code drives}. */
    static Strike ofScattered(StripeCode code, int strips, int drives, int failing, int deepest) {
        Strike strike = new Strike(deepest);
        for (int erasures = 0; erasures <= deepest; erasures++) {
            int left = drives - erasures;
            strike.set(
                    code,
                    erasures,
                    hypergeometric(left, Math.min(failing, left), strips - erasures));
        }
        return strike;
    }

    /** A strike that hits a group with e erasures once, with the given probability. */
    static Strike ofDrive(StripeCode code, double[] chance, int deepest) {
        Strike strike = new Strike(deepest);
        for (int erasures = 0; erasures <= deepest; erasures++) {
            strike.set(code, erasures, new double[] {1 - chance[erasures], chance[erasures]});
        }
        return strike;
    }

    /** Probability that a group with e erasures gets at least one more and stays decodable. */
    double deeper(int erasures) {
        double sum = 0;
        for (int hit = 1; hit < further[erasures].length; hit++) {
            sum += further[erasures][hit];
        }
        return sum;
    }

    private void set(StripeCode code, int erasures, double[] hits) {
        int deepest = loss.length - 1;
        double[] kept = new double[deepest - erasures + 1];
        double lost = 0;
        for (int hit = 0; hit < hits.length; hit++) {
            double survives = code.survives(erasures, erasures + hit);
            lost += hits[hit] * (1 - survives);
            if (hit < kept.length) {
                kept[hit] = hits[hit] * survives;
            }
        }
        loss[erasures] = Math.min(1, lost);
        further[erasures] = kept;
    }

    private static void addBinomial(double[] into, int trials, double chance, double weight) {
        double ways = 1;
        for (int hit = 0; hit <= trials && weight > 0; hit++) {
            into[hit] += weight * ways * Math.pow(chance, hit) * Math.pow(1 - chance, trials - hit);
            ways = ways * (trials - hit) / (hit + 1);
        }
    }

    /** P(j of {@code chosen} strips lie on the failing drives), j from 0 to chosen. */
    private static double[] hypergeometric(int drives, int failing, int chosen) {
        double[] hits = new double[Math.min(chosen, failing) + 1];
        int least = Math.max(0, chosen - (drives - failing));
        double logFirst = 0;
        for (int i = 0; i < chosen - least; i++) {
            logFirst += Math.log((double) (drives - failing - i) / (drives - i));
        }
        for (int i = 0; i < least; i++) {
            int before = chosen - least + i;
            logFirst +=
                    Math.log((double) (failing - i) / (drives - before) * (before + 1) / (i + 1));
        }
        double chance = Math.exp(logFirst);
        for (int hit = least; hit < hits.length; hit++) {
            hits[hit] = chance;
            double up = (double) (failing - hit) * (chosen - hit);
            double down = (double) (hit + 1) * (drives - failing - chosen + hit + 1);
            chance = down > 0 ? chance * up / down : 0;
        }
        return hits;
    }
}
