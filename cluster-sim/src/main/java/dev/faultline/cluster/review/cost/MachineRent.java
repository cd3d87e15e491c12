package dev.faultline.cluster.review.cost;

import dev.faultline.cluster.topology.GroupParts;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.node.hardware.Commitment;
import dev.faultline.node.hardware.PriceRow;
import dev.faultline.node.hardware.VmSpec;
import dev.faultline.node.units.HourlyPrice;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Machines by the hour: the price of a row for the machine and the commitment; else the price on
 * demand less the discount of a row for the machine, its family or its provider; else unknown.
 */
final class MachineRent {

    private static final double HOURS_PER_MONTH = 730;

    private final PriceBook prices;
    private final TopologyFile.Cost terms;
    private final Bill bill;

    MachineRent(PriceBook prices, TopologyFile.Cost terms, Bill bill) {
        this.prices = prices;
        this.terms = terms;
        this.bill = bill;
    }

    void add(GroupParts group, int nodes) {
        VmSpec vm = Objects.requireNonNull(group.vm());
        Commitment commitment = terms.commitment();
        String words = commitment.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String what = "%d x %s, %s".formatted(nodes, vm.name(), words);
        double hours = nodes * HOURS_PER_MONTH;
        PriceRow row = prices.find(terms, commitment, List.of(vm.key()));
        if (row == null || row.discount() != null) {
            addDiscounted(vm, what, hours, row);
        } else {
            bill.add(what, Bill.RUNNING, hours, "h", perHour(row), row);
        }
        if (group.networkTier1()) {
            addTier(vm, hours);
        }
    }

    private void addDiscounted(VmSpec vm, String what, double hours, @Nullable PriceRow own) {
        PriceRow demand = prices.find(terms, vm.key());
        if (demand == null && vm.price() != null) {
            demand = Listed.vm(vm);
        }
        Double full = demand == null ? null : perHour(demand);
        if (terms.commitment() == Commitment.ON_DEMAND) {
            bill.add(what, Bill.RUNNING, hours, "h", full, demand);
            return;
        }
        PriceRow less = own == null ? discount(vm) : own;
        if (demand != null) {
            bill.use(demand);
        }
        Double usd =
                full == null || less == null || less.discount() == null
                        ? null
                        : full * (1 - less.discount().fraction());
        bill.add(what, Bill.RUNNING, hours, "h", usd, less);
    }

    private @Nullable PriceRow discount(VmSpec vm) {
        String provider = vm.provider().name().toLowerCase(Locale.ROOT);
        return prices.find(
                terms,
                terms.commitment(),
                vm.family() == null ? List.of(provider) : List.of(vm.family(), provider));
    }

    private void addTier(VmSpec vm, double hours) {
        String provider = vm.provider().name().toLowerCase(Locale.ROOT);
        PriceRow row = prices.find(terms, provider + "-tier1");
        bill.add(
                "faster network of " + vm.name(),
                Bill.RUNNING,
                hours,
                "h",
                row == null ? null : perHour(row),
                row);
    }

    private static @Nullable Double perHour(PriceRow row) {
        HourlyPrice price = row.perHour();
        return price == null ? null : price.usdPerHour();
    }
}
