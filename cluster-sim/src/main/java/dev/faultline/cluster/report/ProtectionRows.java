package dev.faultline.cluster.report;

import static dev.faultline.cluster.result.MeasureUnit.BYTES_PER_SECOND;
import static dev.faultline.cluster.result.MeasureUnit.SECONDS;
import static dev.faultline.cluster.result.MeasureUnit.SHARE;
import static dev.faultline.cluster.result.MeasureUnit.WORDS;

import dev.faultline.cluster.report.ComparisonRows.Row;
import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.ComparisonResult.Durability;
import dev.faultline.cluster.result.ComparisonResult.LossOfOne;
import dev.faultline.cluster.result.RunResult;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a proposal survives, and how it fares meanwhile. */
final class ProtectionRows {

    private ProtectionRows() {}

    static List<Row> all() {
        RowGroup rows = new RowGroup("Protection");
        rows.number("survives at once", "survives", WORDS, c -> survives(c.review().protection()));
        rows.number(
                "and after a rebuild",
                "restoresPromise",
                WORDS,
                c -> c.review().protection().restoresPromise() ? "yes" : "no");
        for (String part : List.of("drive", "node", "domain")) {
            rows.number(
                    "rebuild of a " + part,
                    "rebuild" + capital(part),
                    SECONDS,
                    c -> rebuild(loss(c, part)));
        }
        for (String part : List.of("drive", "node", "domain")) {
            rows.further(
                    "rebuild of a %s bound by".formatted(part),
                    "rebuild" + capital(part) + "BoundBy",
                    WORDS,
                    c -> of(loss(c, part), LossOfOne::bottleneck));
            rows.number(
                    "served, %s gone".formatted(part),
                    "leastServed" + capital(part),
                    SHARE,
                    c -> of(loss(c, part), LossOfOne::leastServedShare));
            rows.further(
                    "least read, %s gone".formatted(part),
                    "leastRead" + capital(part),
                    BYTES_PER_SECOND,
                    c -> of(loss(c, part), LossOfOne::leastReadBytesPerSecond));
        }
        rows.number("nines in a year", "nines", WORDS, c -> nines(c.durability()));
        return rows.rows();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String survives(RunResult.Protection protection) {
        Integer updates = protection.toleratesUpdateDomains();
        return counted(protection.toleratesDomains(), "domain")
                + (updates == null || updates == 0 ? "" : ", " + counted(updates, "update domain"))
                + ", "
                + counted(protection.toleratesDrives(), "drive");
    }

    private static String counted(int count, String noun) {
        return "%d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }

    private static @Nullable LossOfOne loss(Compared proposal, String part) {
        return proposal.losses().stream()
                .filter(loss -> loss.what().equals(part))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object of(
            @Nullable LossOfOne loss, Function<LossOfOne, @Nullable Object> figure) {
        return loss == null ? null : figure.apply(loss);
    }

    /** Seconds, or that it never ends. */
    private static @Nullable Object rebuild(@Nullable LossOfOne loss) {
        if (loss == null) {
            return null;
        }
        return loss.rebuildSeconds() == null ? "never" : loss.rebuildSeconds();
    }

    private static @Nullable String nines(@Nullable Durability durability) {
        if (durability == null) {
            return null;
        }
        Double nines = durability.nines();
        if (nines == null) {
            return "no loss seen";
        }
        String shown = String.format(Locale.ROOT, "%.1f", nines);
        return durability.warnings().isEmpty() ? shown : shown + " (uncertain)";
    }
}
