package dev.faultline.cluster.report;

import dev.faultline.cluster.report.ComparisonRows.Row;
import dev.faultline.cluster.result.ComparisonResult;
import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.ComparisonResult.Overtake;
import dev.faultline.cluster.result.ComparisonResult.ServiceResult;
import dev.faultline.cluster.result.CostResult.PriceUsed;
import dev.faultline.cluster.result.MeasureUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A comparison for a terminal: a column a proposal, as many beside each other as fit, then
 * services, assumptions and prices.
 */
public final class ComparisonText {

    private static final int GAP = 2;
    private static final int LONGEST_LINE = 118;

    private final ComparisonResult result;
    private final Ink ink;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private ComparisonText(ComparisonResult result, boolean colour, int width) {
        this.result = result;
        this.ink = new Ink(colour);
        this.width = Math.max(width, 60);
    }

    /** The text, ended by a line break. */
    public static String of(ComparisonResult result, boolean colour, int width) {
        return new ComparisonText(result, colour, width).write();
    }

    private String write() {
        List<Row> rows = ComparisonRows.rows().stream().filter(Row::brief).toList();
        int labels = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0) + GAP;
        int from = 0;
        while (from < result.proposals().size()) {
            int to = from + 1;
            int used = labels + columnWidth(rows, result.proposals().get(from));
            while (to < result.proposals().size()) {
                int next = columnWidth(rows, result.proposals().get(to));
                if (used + next > width) {
                    break;
                }
                used += next;
                to++;
            }
            block(rows, result.proposals().subList(from, to), labels);
            from = to;
        }
        services();
        overtakes();
        notes();
        prices();
        return text.toString();
    }

    private static int columnWidth(List<Row> rows, Compared proposal) {
        int widest = proposal.label().length();
        for (Row row : rows) {
            widest = Math.max(widest, row.print(proposal).length());
        }
        return widest + GAP;
    }

    private void block(List<Row> rows, List<Compared> proposals, int labels) {
        int[] widths = proposals.stream().mapToInt(p -> columnWidth(rows, p)).toArray();
        StringBuilder head = new StringBuilder(" ".repeat(labels));
        for (int i = 0; i < widths.length; i++) {
            head.append(right(proposals.get(i).label(), widths[i]));
        }
        text.append(ink.bold(head.toString())).append('\n');
        String group = "";
        for (Row row : rows) {
            if (!row.group().equals(group)) {
                group = row.group();
                text.append(ink.bold(group)).append('\n');
            }
            StringBuilder line = new StringBuilder(row.label());
            line.append(" ".repeat(labels - row.label().length()));
            for (int i = 0; i < widths.length; i++) {
                line.append(right(row.print(proposals.get(i)), widths[i]));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append('\n');
    }

    private static String right(String cell, int width) {
        return " ".repeat(Math.max(0, width - cell.length())) + cell;
    }

    private void services() {
        if (result.services().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "service",
                        "systems",
                        "capacity",
                        "reads",
                        "most of one",
                        "a month",
                        "GB-month",
                        "for 1 GB/s"));
        for (ServiceResult service : result.services()) {
            rows.add(
                    List.of(
                            service.key(),
                            String.valueOf(service.fileSystems()),
                            Amounts.print(MeasureUnit.BYTES, service.capacityBytes()),
                            rate(service.readBytesPerSecond()),
                            service.maximumBytes() == null
                                    ? "unknown"
                                    : Amounts.print(MeasureUnit.BYTES, service.maximumBytes()),
                            usd(service.monthlyUsd()),
                            Amounts.print(
                                    MeasureUnit.USD_PER_GIGABYTE_MONTH,
                                    service.usdPerGigabyteMonth()),
                            usd(service.monthlyUsdPerReadGigabytePerSecond())));
        }
        text.append(ink.bold("Reference services")).append('\n');
        text.append(Columns.align(rows)).append('\n');
    }

    private static String rate(@Nullable Double rate) {
        return Amounts.print(MeasureUnit.BYTES_PER_SECOND, rate);
    }

    private static String usd(@Nullable Double usd) {
        return Amounts.print(MeasureUnit.USD, usd);
    }

    private void overtakes() {
        if (result.overtakes().isEmpty()) {
            return;
        }
        text.append(ink.bold("Where a proposal, grown, reads faster than the service"))
                .append('\n');
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("service", "proposal", "from", "at"));
        for (Overtake overtake : result.overtakes()) {
            rows.add(
                    List.of(
                            overtake.service(),
                            overtake.proposal(),
                            overtake.fromTheStart()
                                    ? "any size"
                                    : Amounts.print(MeasureUnit.BYTES, overtake.capacityBytes()),
                            rate(overtake.readBytesPerSecond())));
        }
        text.append(Columns.align(rows)).append('\n');
    }

    /** A sentence that holds for several is said once, with their names. */
    private void notes() {
        text.append(ink.bold("Assumptions")).append('\n');
        result.assumptions().forEach(note -> wrap("all", note));
        Map<String, Set<String>> holders = new LinkedHashMap<>();
        for (Compared proposal : result.proposals()) {
            for (String note : ComparisonNotes.of(proposal)) {
                holders.computeIfAbsent(note, key -> new LinkedHashSet<>()).add(proposal.label());
            }
        }
        for (ServiceResult service : result.services()) {
            for (String note : service.assumptions()) {
                holders.computeIfAbsent(note, key -> new LinkedHashSet<>()).add(service.key());
            }
        }
        int proposals = result.proposals().size();
        holders.forEach((note, of) ->
                wrap(
                        of.size() == proposals && proposals > 1
                                ? "all proposals"
                                : String.join(", ", of),
                        note));
        text.append('\n');
    }

    private void wrap(String who, String note) {
        int most = Math.min(width, LONGEST_LINE);
        StringBuilder line = new StringBuilder("- " + who + ":");
        for (String word : note.split(" ")) {
            if (line.length() + 1 + word.length() > most && line.length() > 2) {
                text.append(line).append('\n');
                line = new StringBuilder("   ");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }

    private void prices() {
        Map<String, PriceUsed> used = new LinkedHashMap<>();
        for (Compared proposal : result.proposals()) {
            if (proposal.review().cost() != null) {
                proposal.review().cost().prices().forEach(price -> used.put(price.key(), price));
            }
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("price", "is", "of", "confidence", "what"));
        for (PriceUsed price : used.values()) {
            rows.add(
                    List.of(
                            price.key(),
                            price.price(),
                            price.priceDate() == null ? "undated" : price.priceDate(),
                            price.confidence(),
                            price.name()));
        }
        for (ServiceResult service : result.services()) {
            if (service.price() != null) {
                rows.add(
                        List.of(
                                service.key(),
                                service.price(),
                                service.priceDate() == null ? "undated" : service.priceDate(),
                                service.priceConfidence() == null
                                        ? "unknown"
                                        : service.priceConfidence(),
                                service.name()));
            }
        }
        text.append(ink.bold("Prices")).append('\n');
        text.append(Columns.align(rows));
    }
}
