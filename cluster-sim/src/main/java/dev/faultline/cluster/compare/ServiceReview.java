package dev.faultline.cluster.compare;

import dev.faultline.cluster.result.ComparisonResult.GrowthPoint;
import dev.faultline.cluster.result.ComparisonResult.ServiceResult;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.node.hardware.Confidence;
import dev.faultline.node.hardware.PriceRow;
import dev.faultline.node.hardware.ServiceTier;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.StoragePrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A tier of a managed service at a capacity, from what its provider publishes: so much throughput
 * for each TiB, up to the tier's limits; capacity in its steps. What no file system of it can hold
 * takes several, each by itself.
 */
public final class ServiceReview {

    private static final double TEBIBYTE = 1L << 40;
    private static final double GIBIBYTE = 1L << 30;
    private static final double GIGABYTE = 1e9;
    private static final int POINTS = 12;

    private final ServiceTier tier;
    private final @Nullable PriceRow row;
    private final List<String> assumptions = new ArrayList<>();

    private ServiceReview(ServiceTier tier, PriceBook prices) {
        this.tier = tier;
        this.row = prices.ofService(tier);
    }

    public static ServiceResult of(ServiceTier tier, double usableBytes, PriceBook prices) {
        return new ServiceReview(tier, prices).at(usableBytes);
    }

    private ServiceResult at(double usableBytes) {
        DataSize maximum = tier.maximum();
        int systems = maximum == null ? 1 : (int) Math.ceil(usableBytes / maximum.bytes() - 1e-9);
        double each = roundedUp(usableBytes / systems);
        double capacity = each * systems;
        Double read = read(each);
        Double all = read == null ? null : read * systems;
        StoragePrice price = row == null ? tier.price() : row.stored();
        Double monthly = price == null ? null : capacity / GIBIBYTE * price.usdPerGibibyteMonth();
        assume(systems, each, usableBytes);
        return new ServiceResult(
                tier.key(),
                tier.name(),
                tier.provider().name().toLowerCase(Locale.ROOT),
                systems,
                capacity,
                all,
                monthly,
                monthly == null ? null : monthly / (capacity / GIGABYTE),
                monthly == null || all == null ? null : monthly / (all / GIGABYTE),
                tier.minimum() == null ? null : (double) tier.minimum().bytes(),
                maximum == null ? null : (double) maximum.bytes(),
                maximum == null ? null : read(maximum.bytes()),
                price == null ? null : price.print(),
                row == null ? null : row.priceDate().text(),
                confidence(),
                growth(Math.max(each, usableBytes)),
                List.copyOf(assumptions),
                tier.source(),
                tier.confidence().name().toLowerCase(Locale.ROOT));
    }

    private void assume(int systems, double each, double usableBytes) {
        if (systems > 1) {
            assumptions.add(
                    "%d file systems of %s, each with names and limits of its own."
                            .formatted(systems, DataSize.print(each)));
        }
        if (each * systems > usableBytes * 1.0005) {
            assumptions.add(
                    "Rounded up to %s, in steps of the tier."
                            .formatted(DataSize.print(each * systems)));
        }
        if (tier.perTebibyte() == null && tier.maximumRate() != null) {
            assumptions.add(
                    "Throughput is published for the largest size; in proportion below it.");
        }
        if (tier.notes() != null) {
            assumptions.add(tier.notes());
        }
    }

    private @Nullable String confidence() {
        Confidence price = row == null ? tier.priceConfidence() : row.confidence();
        return price == null ? null : price.name().toLowerCase(Locale.ROOT);
    }

    /** Reads of one file system of that size; null where it is not published. */
    private @Nullable Double read(double bytes) {
        Double rate = null;
        if (tier.perTebibyte() != null) {
            rate = tier.perTebibyte().bytesPerSecond() * bytes / TEBIBYTE;
        } else if (tier.maximumRate() != null && tier.maximum() != null) {
            rate = tier.maximumRate().bytesPerSecond() * bytes / tier.maximum().bytes();
        }
        return rate == null || tier.maximumRate() == null
                ? rate
                : Double.valueOf(Math.min(rate, tier.maximumRate().bytesPerSecond()));
    }

    private double roundedUp(double bytes) {
        double least = tier.minimum() == null ? 0 : tier.minimum().bytes();
        if (bytes <= least) {
            return least;
        }
        DataSize step = tier.step();
        DataSize large = tier.largeStep();
        if (large != null && tier.largeStepFrom() != null && bytes > tier.largeStepFrom().bytes()) {
            step = large;
        }
        double rounded =
                step == null ? bytes : Math.ceil(bytes / step.bytes() - 1e-9) * step.bytes();
        return tier.maximum() == null ? rounded : Math.min(rounded, tier.maximum().bytes());
    }

    /** From the smallest to the largest file system, evenly on a logarithmic scale. */
    private List<GrowthPoint> growth(double usableBytes) {
        double from = tier.minimum() == null ? TEBIBYTE : tier.minimum().bytes();
        double to = tier.maximum() == null ? Math.max(usableBytes, from) : tier.maximum().bytes();
        List<GrowthPoint> points = new ArrayList<>();
        for (int i = 0; i <= POINTS; i++) {
            double size = roundedUp(from * Math.pow(to / from, (double) i / POINTS));
            Double read = read(size);
            if (read != null) {
                points.add(new GrowthPoint("one file system", size, read, null, false));
            }
        }
        return points;
    }
}
