package dev.faultline.cluster.report;

import dev.faultline.cluster.report.ComparisonRows.Row;
import dev.faultline.cluster.result.ComparisonResult;
import dev.faultline.cluster.result.ComparisonResult.Compared;
import dev.faultline.cluster.result.ComparisonResult.ServiceResult;
import dev.faultline.cluster.result.MeasureUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as comma-separated values: a row a proposal, then a row a service, in the same
 * columns. Numbers are in base units, which the head names; what is not known is empty.
 */
public final class ComparisonCsv {

    private ComparisonCsv() {}

    public static String text(ComparisonResult result) {
        List<String> head = new ArrayList<>(List.of("kind", "name"));
        for (Row row : ComparisonRows.rows()) {
            head.add(
                    row.unit() == MeasureUnit.WORDS
                            ? row.name()
                            : row.name() + " [" + row.unit().symbol() + "]");
        }
        StringBuilder text = new StringBuilder(Csv.line(head));
        result.proposals().forEach(proposal -> text.append(Csv.line(cells(proposal))));
        result.services().forEach(service -> text.append(Csv.line(cells(service))));
        return text.toString();
    }

    private static List<String> cells(Compared proposal) {
        List<String> cells = new ArrayList<>(List.of("proposal", proposal.label()));
        for (Row row : ComparisonRows.rows()) {
            cells.add(Objects.toString(row.value().apply(proposal), ""));
        }
        return cells;
    }

    private static List<String> cells(ServiceResult service) {
        Map<String, @Nullable Object> known = new HashMap<>();
        known.put("usable", service.capacityBytes());
        known.put("effective", service.capacityBytes());
        known.put("read", service.readBytesPerSecond());
        known.put("monthlyUsd", service.monthlyUsd());
        known.put("runningUsdPerMonth", service.monthlyUsd());
        known.put("usdPerUsableGigabyteMonth", service.usdPerGigabyteMonth());
        known.put("usdPerEffectiveGigabyteMonth", service.usdPerGigabyteMonth());
        known.put(
                "monthlyUsdPerReadGigabytePerSecond", service.monthlyUsdPerReadGigabytePerSecond());
        known.put("priceDate", service.priceDate());
        List<String> cells = new ArrayList<>(List.of("service", service.key()));
        for (Row row : ComparisonRows.rows()) {
            cells.add(Objects.toString(known.get(row.name()), ""));
        }
        return cells;
    }
}
