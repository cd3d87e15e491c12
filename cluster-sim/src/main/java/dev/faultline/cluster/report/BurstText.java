package dev.faultline.cluster.report;

import dev.faultline.cluster.result.BurstResult;
import dev.faultline.cluster.result.BurstResult.Cell;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Burst probabilities as text. */
public final class BurstText {
    private static final MathContext TWELVE_DIGITS = new MathContext(12);
    private static final int MOST_NINES = 9;

    private BurstText() {}

    /** One line a burst under the layout's sentence. */
    public static String of(BurstResult result) {
        StringBuilder text = new StringBuilder(result.layout());
        text.append(line("%n  failures  %ss   loss%n", result.place()));
        for (Cell cell : result.cells()) {
            text.append(
                    line(
                            "  %8d  %" + (result.place().length() + 1) + "d   %s%n",
                            cell.failures(),
                            cell.racks(),
                            probability(cell)));
        }
        return text.toString();
    }

    /**
     * A map with a sign a burst: the digit is the nines of surviving it. Racks, or what is in their
     * place, go to the right, failures down.
     */
    public static String map(BurstResult result) {
        Map<Long, Cell> cells = new HashMap<>();
        int failures = 0;
        int racks = 0;
        for (Cell cell : result.cells()) {
            cells.put(key(cell.failures(), cell.racks()), cell);
            failures = Math.max(failures, cell.failures());
            racks = Math.max(racks, cell.racks());
        }
        StringBuilder text = new StringBuilder(result.layout());
        text.append(line("%n  nines of surviving a burst: 0 below 90 %%, 1 from 90 %%, 2 from"));
        text.append(" 99 % ...; · no such burst loses data; # all do\n");
        text.append(line("  failures   in exactly 1 to %d %ss%n", racks, result.place()));
        for (int failed = 1; failed <= failures; failed++) {
            StringBuilder row = new StringBuilder();
            for (int hit = 1; hit <= racks; hit++) {
                Cell cell = cells.get(key(failed, hit));
                row.append(cell == null ? ' ' : sign(cell.probability()));
            }
            text.append(line("  %8d   %s%n", failed, row.toString().stripTrailing()));
        }
        return text.toString();
    }

    private static long key(int failures, int racks) {
        return (long) failures << 32 | racks;
    }

    private static char sign(double loss) {
        if (loss == 0 || loss == 1) {
            return loss == 0 ? '·' : '#';
        }
        int nines = (int) Math.floor(-Math.log10(loss));
        return (char) ('0' + Math.clamp(nines, 0, MOST_NINES));
    }

    private static String probability(Cell cell) {
        return switch (cell.how()) {
            case "exact" ->
                    new BigDecimal(cell.probability())
                                    .round(TWELVE_DIGITS)
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + "   exact";
            case "computed" ->
                    cell.probability() == 0
                            ? "0   no such burst loses a group"
                            : line("%.6g   computed", cell.probability());
            default ->
                    line(
                            "%.4g   95 %% within %.4g .. %.4g, %,d bursts",
                            cell.probability(), cell.low(), cell.high(), cell.samples());
        };
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
