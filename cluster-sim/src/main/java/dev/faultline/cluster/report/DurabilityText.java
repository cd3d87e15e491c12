package dev.faultline.cluster.report;

import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.cluster.result.DurabilityResult.Answer;
import dev.faultline.cluster.result.DurabilityResult.Assumption;
import dev.faultline.cluster.result.DurabilityResult.Contribution;
import dev.faultline.cluster.result.DurabilityResult.Improvement;
import dev.faultline.cluster.result.DurabilityResult.Loss;
import dev.faultline.cluster.result.DurabilityResult.Subject;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A durability answer as text, for a terminal or a mail. */
public final class DurabilityText {
    private static final double WORTH_SAYING = 1.15;
    private static final double MOST_SAID = 1e4;

    private final StringBuilder text = new StringBuilder();
    private final DurabilityResult result;

    private DurabilityText(DurabilityResult result) {
        this.result = result;
    }

    /** The answer with what it assumes, a screenful, with a line end. */
    public static String of(DurabilityResult result) {
        DurabilityText text = new DurabilityText(result);
        text.subject();
        text.assumptions();
        text.loss();
        text.causes();
        text.improvements();
        text.methods();
        return text.text.toString();
    }

    /** The loss in a line: "8.68 nines a year, 2.09e-09 within 2.01e-09 .. 2.18e-09". */
    static String lossInShort(DurabilityResult result) {
        Loss loss = result.loss();
        String span = result.years() == 1 ? "a year" : line("in %.3g years", result.years());
        if (loss.nines() == null) {
            return line("no loss seen %s; below %.3g", span, loss.high());
        }
        String interval =
                loss.high() > loss.low()
                        ? line(", 95 %% within %.2e .. %.2e", loss.low(), loss.high())
                        : "";
        return line(
                "%.2f nines %s: loses data with probability %.3g%s",
                loss.nines(), span, loss.probability(), interval);
    }

    /** What is unreadable, in a line: "4.99 nines, 5 min 23 s a year". */
    static String unreadableInShort(DurabilityResult result) {
        DurabilityResult.Unavailability away = result.unavailability();
        return away.nines() == null
                ? "never, as far as counted"
                : line("%.2f nines: %s a year", away.nines(), span(away.secondsPerYear()));
    }

    /** The single change that gains most. */
    static String bestInShort(DurabilityResult result) {
        Improvement best = result.improvements().getFirst();
        return "%s: loss falls by %s".formatted(best.change(), gain(best));
    }

    /** Whether it rests on defaults, and what was given instead of them. */
    static String assumedInShort(DurabilityResult result) {
        String given =
                result.assumptions().stream()
                        .filter(each -> !each.isDefault())
                        .map(each -> each.key() + " " + each.value())
                        .collect(Collectors.joining(", "));
        return given.isEmpty()
                ? "defaults; faultline durability lists them, and what would help"
                : given + "; all else defaults, which faultline durability lists";
    }

    /** What a change divides the probability of loss by, or that it does nothing. */
    static String gain(Improvement change) {
        double factor = change.factor();
        if (factor < WORTH_SAYING) {
            return "nothing to speak of";
        }
        return factor < MOST_SAID ? line("%.3g times", factor) : "more than 10,000 times";
    }

    private void subject() {
        Subject subject = result.subject();
        text.append(subject.name()).append('\n');
        add(
                "  %s over %,d drives, %,d nodes, %s%s; %,d placement groups",
                subject.code(),
                subject.drives(),
                subject.nodes(),
                subject.racks() == null ? "" : line("%,d racks, ", subject.racks()),
                count(subject.failureDomains(), "failure domain"),
                subject.groups());
        String ofDomain =
                subject.domainRebuildSeconds() == null
                        ? ""
                        : ", of one failure domain " + span(subject.domainRebuildSeconds());
        add(
                "  rebuild of one drive %s%s; %s until it starts; %s",
                span(subject.driveRebuildSeconds()),
                ofDomain,
                span(subject.detectSeconds()),
                subject.repair().replace('-', ' '));
    }

    /** A line for each part of the assumptions; what is no default is marked. */
    private void assumptions() {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        for (Assumption each : result.assumptions()) {
            int dot = each.key().indexOf('.');
            String part = dot < 0 ? "" : each.key().substring(0, dot);
            if (each.isDefault() && each.value().equals("none")) {
                continue;
            }
            String mark = each.isDefault() ? "" : "*";
            parts.computeIfAbsent(part, _ -> new ArrayList<>())
                    .add(each.key().substring(dot + 1) + " " + each.value() + mark);
        }
        boolean given = result.assumptions().stream().anyMatch(each -> !each.isDefault());
        add("  assumed%s", given ? " (* given, all else default)" : " (all defaults)");
        parts.forEach((part, values) -> add("    %-10s %s", part, String.join(", ", values)));
    }

    private void loss() {
        Loss loss = result.loss();
        String span = result.years() == 1 ? "a year" : line("%.3g years", result.years());
        add("");
        if (loss.nines() == null) {
            add("  loss within %s   none seen; below %.3g", span, loss.high());
        } else {
            add("  loss within %s   %.3g   %.2f nines", span, loss.probability(), loss.nines());
        }
        if (loss.high() > loss.low()) {
            add(
                    "    95 %% interval     %.3g .. %.3g   by %s, %s",
                    loss.low(), loss.high(), loss.method(), trials(loss));
        } else {
            add("    computed          by %s", loss.method());
        }
        add("  bytes lost a year   %s expected", bytes(result.bytesLostPerYear()));
        add(
                "  unreadable          %.3g of the time   %s",
                result.unavailability().probability(), unreadableInShort(result));
        for (String warning : loss.warnings()) {
            add("  warning: %s", warning);
        }
    }

    private static String trials(Loss loss) {
        return switch (loss.method()) {
            case "naive" -> line("%,d missions", loss.trials());
            case "splitting" -> line("%,d replications", loss.trials());
            default -> line("%,d cycles worth %,.0f", loss.trials(), loss.effectiveSamples());
        };
    }

    private void causes() {
        if (result.contributions().isEmpty()) {
            return;
        }
        add("");
        add("  causes                                  share of losses   bytes a year");
        for (Contribution cause : result.contributions()) {
            add(
                    "    %-36s %11.1f %%   %12s",
                    cause.causes(), 100 * cause.share(), bytes(cause.bytesPerYear()));
        }
    }

    private void improvements() {
        if (result.improvements().isEmpty()) {
            return;
        }
        add("");
        add("  one change                                   loss falls by (to about a tenth)");
        for (Improvement change : result.improvements()) {
            add("    %-42s %s", change.change(), gain(change));
        }
    }

    private void methods() {
        if (result.methods().isEmpty()) {
            return;
        }
        String of = "";
        for (Answer answer : result.methods()) {
            if (!answer.of().equals(of)) {
                of = answer.of();
                add("");
                add("  by other methods, %s", of);
            }
            add("    %-12s %s", answer.method(), found(answer));
        }
    }

    private static String found(Answer answer) {
        Double probability = answer.probability();
        Double low = answer.low();
        Double high = answer.high();
        String remark = answer.remark() == null ? "" : "   " + answer.remark();
        if (probability == null || low == null || high == null) {
            return "no answer" + remark;
        }
        String interval = high > low ? line("   %.3g .. %.3g", low, high) : "";
        return line("%.3g", probability) + interval + remark;
    }

    private void add(String format, @Nullable Object... values) {
        text.append(line(format, values)).append('\n');
    }

    private static String count(int count, String noun) {
        return line("%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /** Fewer than one byte a year, on average, is still not none. */
    static String bytes(double bytes) {
        return bytes < 1 ? line("%.2g B", bytes) : DataSize.print(bytes);
    }

    private static String span(double seconds) {
        return seconds == 0 ? "0 s" : Span.ofSeconds(seconds).print();
    }

    private static String line(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
