package dev.faultline.cluster.report;

import dev.faultline.cluster.result.MeasureUnit;
import dev.faultline.cluster.result.SizeResult;
import dev.faultline.cluster.result.SizeResult.Answer;
import dev.faultline.cluster.result.SizeResult.Candidate;
import dev.faultline.cluster.result.SizeResult.Check;
import dev.faultline.cluster.result.SizeResult.Configuration;
import dev.faultline.cluster.result.SizeResult.Neighbour;
import dev.faultline.cluster.result.SizeResult.Relaxation;
import dev.faultline.cluster.result.SizeResult.Sensitivity;
import dev.faultline.cluster.result.SizeResult.Shortfall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A sizing as text that can be pasted into a mail. */
public final class SizeText {

    private static final String UNKNOWN = "unknown";

    private final SizeResult result;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    public SizeText(SizeResult result, boolean colour) {
        this.result = result;
        this.ink = new Ink(colour);
    }

    /** The summary, ended by a line break. */
    public String text() {
        text.append(ink.bold(result.name())).append('\n');
        result.asked().forEach(this::asked);
        text.append('\n').append(candidates());
        result.candidates().stream()
                .filter(candidate -> candidate.answer() != null)
                .findFirst()
                .ifPresent(this::best);
        result.candidates().forEach(this::shortfall);
        if (result.sensitivity() != null) {
            sensitivity(result.sensitivity());
        }
        return text.toString();
    }

    private void asked(SizeResult.Asked asked) {
        text.append(
                "  %-18s %s %s%s%n"
                        .formatted(
                                asked.term(),
                                asked.atLeast() ? ">=" : "<=",
                                Amounts.print(asked.unit(), asked.amount()),
                                asked.source() == null ? "" : "   (" + asked.source() + ")"));
    }

    private String candidates() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "candidate",
                        "racks",
                        "in a rack",
                        "nodes",
                        "usable",
                        "code",
                        "read",
                        "write",
                        "power",
                        "USD/month",
                        "binds"));
        for (Candidate candidate : result.candidates()) {
            Answer answer = candidate.answer();
            rows.add(
                    answer == null
                            ? List.of(
                                    candidate.name(),
                                    "-",
                                    "-",
                                    "-",
                                    "-",
                                    "-",
                                    "-",
                                    "-",
                                    "-",
                                    "-",
                                    ink.verdict("no configuration meets this", false))
                            : row(candidate.name(), answer));
        }
        return Columns.align(rows);
    }

    private static List<String> row(String name, Answer answer) {
        Configuration c = answer.configuration();
        return List.of(
                name,
                c.racks() == null
                        ? "%d domains".formatted(c.domains())
                        : "%,d".formatted(c.racks()),
                inRack(c),
                "%,d".formatted(c.nodes()),
                Amounts.print(MeasureUnit.BYTES, c.usableBytes()),
                answer.review().protection().code(),
                Amounts.print(MeasureUnit.BYTES_PER_SECOND, c.readBytesPerSecond()),
                Amounts.print(MeasureUnit.BYTES_PER_SECOND, c.writeBytesPerSecond()),
                Amounts.print(MeasureUnit.WATTS, c.watts()),
                c.monthlyUsd() == null ? UNKNOWN : money(c.monthlyUsd()),
                answer.binding());
    }

    private static String inRack(Configuration c) {
        return c.frontEndsPerRack() == 0
                ? Integer.toString(c.nodesPerRack())
                : c.nodesPerRack() + " + " + c.frontEndsPerRack();
    }

    private void best(Candidate candidate) {
        Answer answer = candidate.answer();
        if (answer == null) {
            return;
        }
        text.append('\n').append(ink.bold(candidate.name())).append(", best by ");
        text.append(result.objective()).append('\n');
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  requirement", "asked", "given", "to spare"));
        answer.checks().forEach(check -> rows.add(cells(check)));
        text.append(Columns.align(rows));
        answer.less().forEach(this::neighbour);
        candidate.notes().forEach(note -> text.append("  note: ").append(note).append('\n'));
    }

    private static List<String> cells(Check check) {
        return List.of(
                "  " + check.term(),
                (check.atLeast() ? ">= " : "<= ") + Amounts.print(check.unit(), check.asked()),
                Amounts.print(check.unit(), check.actual()),
                percent(check.margin()));
    }

    private void neighbour(Neighbour neighbour) {
        String fails =
                neighbour.fails().isEmpty()
                        ? neighbour.refused()
                        : fails(neighbour.fails().getFirst());
        text.append("  %s: %s%n".formatted(neighbour.what(), fails.isEmpty() ? "would do" : fails));
    }

    private static String fails(Check check) {
        return "%s is %s, %s %s"
                .formatted(
                        check.term(),
                        Amounts.print(check.unit(), check.actual()),
                        check.atLeast() ? "less than" : "more than",
                        Amounts.print(check.unit(), check.asked()));
    }

    private void shortfall(Candidate candidate) {
        Shortfall shortfall = candidate.shortfall();
        if (shortfall == null) {
            return;
        }
        text.append('\n').append(ink.bold(candidate.name())).append(": ");
        text.append(ink.verdict(shortfall.reason(), false)).append('\n');
        Check first = shortfall.first();
        Configuration nearest = shortfall.nearest();
        if (first != null && nearest != null) {
            text.append(
                    "  %s: %s (%s)%n"
                            .formatted(where(nearest), fails(first), percent(first.margin())));
        }
        if (shortfall.relaxations().isEmpty()) {
            text.append("  no one requirement alone stands in the way: more than one must give\n");
        }
        shortfall.relaxations().forEach(this::relaxation);
    }

    private void relaxation(Relaxation relaxation) {
        text.append(
                "  with %s %s instead of %s: %s, %s, %s%n"
                        .formatted(
                                relaxation.term(),
                                Amounts.print(relaxation.unit(), relaxation.to()),
                                Amounts.print(relaxation.unit(), relaxation.from()),
                                where(relaxation.answer()),
                                Amounts.print(MeasureUnit.WATTS, relaxation.answer().watts()),
                                relaxation.answer().monthlyUsd() == null
                                        ? "cost unknown"
                                        : money(relaxation.answer().monthlyUsd()) + " USD/month"));
    }

    private static String where(Configuration c) {
        return c.racks() == null
                ? "%,d nodes in %d domains".formatted(c.nodes(), c.domains())
                : "%,d racks of %s".formatted(c.racks(), inRack(c));
    }

    private void sensitivity(Sensitivity study) {
        text.append(
                "%nWhat %.0f %% less or more of an input does to the %s of %s (%s):%n"
                        .formatted(
                                100 * study.share(),
                                study.measure(),
                                study.candidate(),
                                Amounts.print(study.unit(), study.base())));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  input", "less", "", "more", ""));
        for (SizeResult.Input input : study.inputs()) {
            rows.add(
                    List.of(
                            "  " + input.name(),
                            change(input.low(), study.base()),
                            input.lowAnswer(),
                            change(input.high(), study.base()),
                            input.highAnswer()));
        }
        text.append(Columns.align(rows));
    }

    private static String change(@Nullable Double amount, double base) {
        return amount == null
                ? "-"
                : String.format(Locale.ROOT, "%+.1f %%", 100 * (amount / base - 1));
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "" : String.format(Locale.ROOT, "%+.1f %%", 100 * share);
    }

    private static String money(double usd) {
        return String.format(Locale.ROOT, "%,.0f", usd);
    }
}
