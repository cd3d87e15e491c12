package dev.faultline.cluster.cli;

import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.CatalogRow;
import dev.faultline.node.hardware.VmSpec;
import dev.faultline.node.units.Quantity;
import dev.faultline.node.units.Span;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as plain maps and lists: every figure in its base unit, which the key ends with. */
final class CatalogJson {

    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    Map.entry("DataSize", "Bytes"),
                    Map.entry("DataRate", "BytesPerSecond"),
                    Map.entry("Power", "Watts"),
                    Map.entry("Span", "Seconds"),
                    Map.entry("Iops", "PerSecond"),
                    Map.entry("Ratio", "Fraction"),
                    Map.entry("Money", "Usd"),
                    Map.entry("Mass", "Kilograms"),
                    Map.entry("HourlyPrice", "UsdPerHour"),
                    Map.entry("EnergyPrice", "UsdPerKilowattHour"),
                    Map.entry("PowerPrice", "UsdPerKilowattMonth"),
                    Map.entry("CapacityPrice", "UsdPerTerabyte"),
                    Map.entry("StoragePrice", "UsdPerGibibyteMonth"));

    private CatalogJson() {}

    /** All components in declared order; what is not known is null. */
    static Map<String, @Nullable Object> row(CatalogRow row, Catalog catalog) {
        Map<String, @Nullable Object> json = object(row);
        if (row instanceof VmSpec vm) {
            json.put("source", catalog.fullSource(vm));
        }
        return json;
    }

    private static Map<String, @Nullable Object> object(Object object) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (RecordComponent component : object.getClass().getRecordComponents()) {
            String unit = UNITS.getOrDefault(component.getType().getSimpleName(), "");
            json.put(component.getName() + unit, value(read(component, object)));
        }
        return json;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Span span -> span.seconds();
            case Quantity quantity -> number(quantity.baseValue());
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case List<?> list -> list.stream().map(CatalogJson::value).toList();
            case Record nested when nested.getClass().getEnclosingClass() != null -> object(nested);
            case Record text -> text.toString();
            default -> value;
        };
    }

    /** Whole numbers without a decimal point, as far as a long holds them. */
    private static Number number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e18 ? (Number) (long) value : value;
    }

    private static @Nullable Object read(RecordComponent component, Object object) {
        try {
            return component.getAccessor().invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of " + object, e);
        }
    }
}
