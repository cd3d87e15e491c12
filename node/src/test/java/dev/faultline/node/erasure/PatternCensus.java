package dev.faultline.node.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Counts the sets of lost strips that a code recovers, among those that any code of its shape
 * could. Prints the rows of the table in docs/erasure.md: {@code PatternCensus 28+4/local 4
 * [SAMPLE]}.
 */
final class PatternCensus {
    private PatternCensus() {}

    /** For one number of losses: the sets looked at, and how many can be and are recovered. */
    record Row(String code, int losses, boolean sampled, long sets, long possible, long recovered) {
        String markdown() {
            return "| %s | %d | %s%,d | %,d | %,d | %s |"
                    .formatted(
                            code,
                            losses,
                            sampled ? "sample of " : "",
                            sets,
                            possible,
                            recovered,
                            share());
        }

        private String share() {
            double percent = 100.0 * recovered / possible;
            return recovered == possible ? "all" : String.format(Locale.ROOT, "%.3f %%", percent);
        }
    }

    public static void main(String[] arguments) {
        ErasureCode code = ErasureCode.of(arguments[0]);
        int sample = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        List<Row> rows = sample == 0 ? exhaustive(code) : sampled(code, sample);
        rows.forEach(row -> System.out.println(row.markdown()));
    }

    /** All sets of each size beyond the distance, up to what can be recovered at best. */
    static List<Row> exhaustive(ErasureCode code) {
        List<Row> rows = new ArrayList<>();
        int strips = code.shape().strips();
        for (int losses = code.shape().distance(); losses <= code.shape().parities(); losses++) {
            Tally tally = new Tally(code);
            long set = (1L << losses) - 1;
            while (set < 1L << strips) {
                tally.count(strips(set));
                set = nextOfSameSize(set);
            }
            rows.add(tally.row(losses, false));
        }
        return rows;
    }

    /** So many random sets of each size, always the same. */
    static List<Row> sampled(ErasureCode code, int sample) {
        List<Row> rows = new ArrayList<>();
        Random random = new Random(code.toString().hashCode());
        for (int losses = code.shape().distance(); losses <= code.shape().parities(); losses++) {
            Tally tally = new Tally(code);
            for (int i = 0; i < sample; i++) {
                tally.count(TestStripe.randomStrips(code, losses, random));
            }
            rows.add(tally.row(losses, true));
        }
        return rows;
    }

    /** The next number with as many bits set (Gosper). */
    private static long nextOfSameSize(long set) {
        long lowest = set & -set;
        long carried = set + lowest;
        return carried | (((set ^ carried) >>> 2) / lowest);
    }

    private static StripSet strips(long set) {
        int[] strips = new int[Long.bitCount(set)];
        long rest = set;
        for (int i = 0; i < strips.length; i++) {
            strips[i] = Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        return StripSet.of(strips);
    }

    private static final class Tally {
        private final ErasureCode code;
        private long sets;
        private long possible;
        private long recovered;

        Tally(ErasureCode code) {
            this.code = code;
        }

        void count(StripSet lost) {
            sets++;
            if (code.shape().recoverableInPrinciple(lost)) {
                possible++;
                recovered += code.recovers(lost) ? 1 : 0;
            }
        }

        Row row(int losses, boolean sampled) {
            return new Row(code.toString(), losses, sampled, sets, possible, recovered);
        }
    }
}
