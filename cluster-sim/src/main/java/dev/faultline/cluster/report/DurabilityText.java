package dev.faultline.cluster.report;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.durability.ClusterLayout;
import dev.faultline.cluster.durability.Contribution;
import dev.faultline.cluster.durability.DurabilityResult;
import dev.faultline.cluster.durability.Estimate;
import dev.faultline.cluster.durability.Hazards;
import dev.faultline.cluster.durability.Improvement;
import dev.faultline.cluster.durability.Question;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Span;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A durability answer as text, for a terminal or a mail. */
public final class DurabilityText {
    private static final double WORTH_SAYING = 1.05;

    private DurabilityText() {}

    /**
     * @param code as the topology calls it
     * @param endedEarly why the simulation did not go on to the error asked for; null if it did
     */
    public static String of(
            String name,
            String code,
            Question question,
            Assumptions assumed,
            DurabilityResult result,
            @Nullable String endedEarly) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.println(name);
        printLayout(out, code, question);
        printAssumptions(out, question, assumed);
        out.println();
        printLoss(out, result, endedEarly);
        if (!result.contributions().isEmpty()) {
            out.println();
            out.println("  causes                                  share of losses   bytes a year");
            for (Contribution cause : result.contributions()) {
                out.println(
                        line(
                                "    %-36s %11.1f %%   %12s",
                                cause.causes(), 100 * cause.share(), bytes(cause.bytesPerYear())));
            }
        }
        if (!result.improvements().isEmpty()) {
            out.println();
            out.println(
                    "  one change                                                loss falls by");
            for (Improvement change : result.improvements()) {
                out.println(
                        line(
                                "    %-56s %s",
                                change.change(),
                                change.factor() < WORTH_SAYING
                                        ? "nothing to speak of"
                                        : factor(change.factor())));
            }
        }
        out.flush();
        return text.toString();
    }

    private static void printLayout(PrintWriter out, String code, Question question) {
        ClusterLayout layout = question.layout();
        double groupsOfDrive = (double) layout.groups() * layout.code().strips() / layout.drives();
        out.println(
                line(
                        "  %s over %,d drives, %,d nodes, %,d racks, %d failure domains; %,d placement groups",
                        code,
                        layout.drives(),
                        layout.nodes(),
                        layout.racks(),
                        layout.domains(),
                        layout.groups()));
        int perDomain = Math.max(1, layout.code().strips() / layout.domains());
        out.println(
                line(
                        "  rebuild of one drive %s, of one failure domain %s; %s until it starts",
                        span(question.rebuild().times().seconds(1, groupsOfDrive, 1)),
                        span(
                                question.rebuild()
                                        .times()
                                        .seconds(
                                                perDomain,
                                                layout.groups(),
                                                layout.drives() / layout.domains())),
                        span(question.rebuild().detectSeconds())));
    }

    private static void printAssumptions(PrintWriter out, Question question, Assumptions assumed) {
        out.println(
                line(
                        "  assumed: drives %s a year%s; unreadable bits %.0e, %s latent errors a PB and year, scrub every %s",
                        assumed.drives().annualFailureRate(),
                        question.hazards().lifetime().memoryless() ? "" : " and a bathtub",
                        assumed.latent().uber(),
                        number(assumed.latent().errorsPerPbYear()),
                        assumed.latent().scrub()));
        for (Hazards.Shared place : question.hazards().shared()) {
            out.println(
                    line(
                            "           a %s is lost %s times a year, away %s times for %s",
                            place.scope().name().toLowerCase(Locale.ROOT),
                            number(place.lossesPerYear()),
                            number(place.outagesPerYear()),
                            span(place.outageSeconds())));
        }
        Hazards.Batch batch = question.hazards().batch();
        out.println(
                batch.eventsPerYear() == 0
                        ? "           no batch failures"
                        : line(
                                "           %.3g batch failures a year of %.3g %% of all drives",
                                batch.eventsPerYear(), 100 * batch.share()));
    }

    private static void printLoss(
            PrintWriter out, DurabilityResult result, @Nullable String endedEarly) {
        Estimate loss = result.loss();
        String span = result.years() == 1 ? "a year" : line("%.3g years", result.years());
        if (loss.probability() == 0) {
            out.println(line("  loss within %s   none seen; below %.3g", span, loss.high()));
        } else {
            out.println(
                    line(
                            "  loss within %s   %.3g   %.2f nines",
                            span, loss.probability(), loss.nines()));
        }
        if (loss.high() > loss.low()) {
            out.println(
                    line(
                            "    95 %% interval     %.3g .. %.3g   by %s, %,d trials worth %,.0f",
                            loss.low(),
                            loss.high(),
                            loss.method(),
                            loss.trials(),
                            loss.effectiveSamples()));
        } else {
            out.println(line("    computed          by %s", loss.method()));
        }
        out.println(line("  bytes lost a year   %s expected", bytes(result.bytesLostPerYear())));
        out.println(
                line(
                        "  unreadable          %.3g of the time   %.2f nines   %s a year",
                        result.unavailability().probability(),
                        result.unavailability().nines(),
                        span(result.unavailability().secondsPerYear())));
        for (String warning : loss.warnings()) {
            out.println("  warning: " + warning);
        }
        if (endedEarly != null) {
            out.println("  warning: " + endedEarly);
        }
    }

    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        boolean plain = value == 0 || (value >= 1e-6 && value < 1e6);
        return plain ? rounded.toPlainString() : rounded.toString().toLowerCase(Locale.ROOT);
    }

    private static String factor(double factor) {
        return factor < 1_000 ? line("%.3g times", factor) : line("%.1e times", factor);
    }

    private static String bytes(double bytes) {
        return bytes < 1 ? line("%.2g B", bytes) : DataSize.print(bytes);
    }

    private static String span(double seconds) {
        return Span.ofSeconds(seconds).print();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
