package dev.faultline.cluster.report;

import dev.faultline.cluster.result.ExpansionResult;
import dev.faultline.cluster.result.ExpansionResult.Movement;
import dev.faultline.cluster.result.ExpansionResult.Reencoding;
import dev.faultline.cluster.result.ExpansionResult.Step;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A cluster's growth as text: a table of its steps, and a paragraph for each. */
public final class ExpansionText {

    private static final double UNEVEN = 0.05;
    private static final double YEAR_SECONDS = 365.0 * 86_400;
    private static final double MOST_PRINTED_SECONDS = 100 * YEAR_SECONDS;

    private ExpansionText() {}

    /** A screenful. */
    public static String of(ExpansionResult result) {
        StringBuilder text = new StringBuilder();
        text.append(
                line(
                        "%s, grown in %d step%s; its code %s stays%n",
                        result.name(),
                        result.steps().size(),
                        result.steps().size() == 1 ? "" : "s",
                        result.code()));
        text.append(
                line(
                        "%s full before each step; moving is guaranteed %s of every resource; clients read"
                                + " %s%n%n",
                        new Ratio(result.fill()).print(),
                        new Ratio(result.share()).print(),
                        result.readsAsked() == null
                                ? "all that they can get"
                                : DataRate.print(result.readsAsked())));
        text.append(table(result));
        for (int i = 0; i < result.steps().size(); i++) {
            text.append(System.lineSeparator()).append(step(i + 1, result.steps().get(i)));
        }
        return text.toString();
    }

    private static String table(ExpansionResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "step",
                        "nodes",
                        "racks",
                        "usable",
                        "moves",
                        "no less",
                        "takes",
                        "no less",
                        "clients read: before",
                        "least",
                        "after"));
        for (Step step : result.steps()) {
            Movement movement = step.movement();
            rows.add(
                    List.of(
                            String.valueOf(rows.size()),
                            step.before().nodes() + " -> " + step.after().nodes(),
                            step.before().racks() + " -> " + step.after().racks(),
                            DataSize.print(step.usableBytesBefore())
                                    + " -> "
                                    + DataSize.print(step.usableBytesAfter()),
                            DataSize.print(movement.bytes()),
                            DataSize.print(movement.leastBytes()),
                            time(movement.seconds()),
                            time(movement.lowerBoundSeconds()),
                            DataRate.print(step.clients().readBytesPerSecondBefore()),
                            DataRate.print(step.clients().leastReadBytesPerSecond()),
                            DataRate.print(step.clients().readBytesPerSecondAfter())));
        }
        return Columns.align(rows);
    }

    private static String step(int number, Step step) {
        Movement movement = step.movement();
        StringBuilder text = new StringBuilder();
        text.append(
                line(
                        "%d. %s, %d failure domains: %s are stored%n",
                        number,
                        step.to(),
                        step.after().failureDomains(),
                        bytes(step.storedBytes())));
        text.append(
                line(
                        "   moves     %s, where the new drives' share of all that is stored is %s; %s between racks%n",
                        bytes(movement.bytes()),
                        bytes(movement.newShareBytes()),
                        movement.acrossRacksBytes() == 0
                                ? "nothing"
                                : bytes(movement.acrossRacksBytes())));
        text.append(
                line(
                        "   takes     %s beside clients; no less than %s, bound by %s%n",
                        time(movement.seconds()),
                        time(movement.lowerBoundSeconds()),
                        movement.bottleneck()));
        text.append(
                line(
                        "   clients   read %s before, at least %s and in the mean %s meanwhile, %s after%n",
                        DataRate.print(step.clients().readBytesPerSecondBefore()),
                        DataRate.print(step.clients().leastReadBytesPerSecond()),
                        DataRate.print(step.clients().meanReadBytesPerSecond()),
                        DataRate.print(step.clients().readBytesPerSecondAfter())));
        text.append(balance(step));
        Reencoding better = step.reencoding();
        if (better != null) {
            text.append(
                    line(
                            "   optional  %s would make %s usable instead of %s; every stripe would be read (%s) and"
                                    + " written again (%s), %s on the same terms%n",
                            better.code(),
                            bytes(better.usableBytes()),
                            bytes(step.usableBytesAfter()),
                            bytes(better.readBytes()),
                            bytes(better.writtenBytes()),
                            time(better.seconds())));
        }
        return text.toString();
    }

    private static String balance(Step step) {
        ExpansionResult.Balance balance = step.balance();
        String text =
                line(
                        "   after     %s full; drives hold %.1f to %.1f %% of the mean; strips of a stripe in a"
                                + " domain: %d at most, %d before, %d allowed%n",
                        new Ratio(step.fillAfter()).print(),
                        100 * balance.emptiest(),
                        100 * balance.fullest(),
                        balance.mostInDomainAfter(),
                        balance.mostInDomainBefore(),
                        balance.limitInDomain());
        boolean uneven = balance.emptiest() < 1 - UNEVEN || balance.fullest() > 1 + UNEVEN;
        return uneven
                ? text
                        + line(
                                "   note      drives are not even: a domain may hold only so many strips of a"
                                        + " stripe, so what larger domains have beyond that stays empty%n")
                : text;
    }

    private static String bytes(double bytes) {
        return DataSize.print(bytes);
    }

    private static String time(double seconds) {
        return seconds < MOST_PRINTED_SECONDS
                ? Span.ofSeconds(seconds).print()
                : line("%,.0f y", seconds / YEAR_SECONDS);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
