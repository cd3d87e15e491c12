package dev.faultline.cluster.durability;

import dev.faultline.cluster.result.DurabilityResult.Assumption;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Spelling;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Assumptions as rows that people can read, and write again: keys as in a file, with values. */
final class AssumptionRows {

    private static final MathContext DIGITS = new MathContext(3);

    private final List<Assumption> rows = new ArrayList<>();

    private final Set<String> unused;

    private AssumptionRows(Set<String> unused) {
        this.unused = unused;
    }

    /**
     * @param defaults what they are where nobody says otherwise
     * @param unused keys, whole or of a part, that the answer does not rest on
     */
    static List<Assumption> of(Assumptions assumptions, Assumptions defaults, Set<String> unused) {
        AssumptionRows rows = new AssumptionRows(unused);
        for (RecordComponent part : Assumptions.class.getRecordComponents()) {
            String key = Spelling.kebab(part.getName());
            rows.add(key, part, value(part, assumptions), value(part, defaults));
        }
        return rows.rows;
    }

    private void add(
            String key, RecordComponent part, @Nullable Object given, @Nullable Object usual) {
        if (unused.contains(key)) {
            return;
        }
        boolean nested = part.getType().isRecord() && part.getType().getEnclosingClass() != null;
        if (nested && given != null && usual != null) {
            for (RecordComponent inner : part.getType().getRecordComponents()) {
                String path = key + "." + Spelling.kebab(inner.getName());
                add(path, inner, value(inner, given), value(inner, usual));
            }
            return;
        }
        Doc doc = part.getAnnotation(Doc.class);
        rows.add(
                new Assumption(
                        key,
                        written(given),
                        doc == null ? "" : doc.value(),
                        Objects.equals(given, usual)));
    }

    private static String written(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case Double number -> number(number);
            case Enum<?> word -> Spelling.kebab(word.name());
            case Assumptions.WeibullPart part ->
                    "{shape: %s, kills: %s, within: %s}"
                            .formatted(number(part.shape()), part.kills(), part.within());
            default -> value.toString();
        };
    }

    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        boolean plain = value == 0 || (value >= 1e-6 && value < 1e6);
        return plain ? rounded.toPlainString() : rounded.toString().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(RecordComponent part, Object record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
