package dev.faultline.cluster.review.cost;

import static dev.faultline.cluster.review.cost.Bill.CAPITAL;
import static dev.faultline.cluster.review.cost.Bill.RUNNING;

import dev.faultline.cluster.result.CostResult;
import dev.faultline.cluster.topology.GroupParts;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyFile;
import dev.faultline.node.hardware.DriveSpec;
import dev.faultline.node.hardware.PriceRow;
import dev.faultline.node.hardware.ServerSpec;
import dev.faultline.node.hardware.SwitchSpec;
import dev.faultline.node.units.EnergyPrice;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.PowerPrice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a proposal costs: what is bought is written off evenly over the years of its life, without
 * interest; what runs is paid by the month.
 *
 * <pre>
 * capital   drives + chassis + CPUs + memory + NICs + switches + cables + optics + racks
 * running   average power at the meter x 730 h x electricity
 *           + provisioned power at the plug x hosting
 *           + capital x support / 12
 *           + machines rented x 730 h x price by the hour
 * monthly   capital / (12 x years) + running
 * </pre>
 */
public final class CostModel {

    private static final double HOURS_PER_MONTH = 730;
    private static final double MONTHS_PER_YEAR = 12;
    private static final double TERABYTE = 1e12;
    private static final double GIGABYTE = 1e9;

    private final Proposal proposal;
    private final TopologyFile.Cost terms;
    private final Amounts amounts;
    private final PriceBook prices;
    private final Bill bill = new Bill();
    private final List<String> assumptions = new ArrayList<>();

    /**
     * What costs follow from, besides the parts.
     *
     * @param nodesOfGroups in the order of the proposal's parts
     * @param averageWatts at the meter; null where it is not known, likewise below
     * @param provisionedWatts at the meter
     * @param readBytesPerSecond steady
     */
    public record Amounts(
            int[] nodesOfGroups,
            @Nullable Double averageWatts,
            @Nullable Double provisionedWatts,
            double usableBytes,
            double reduction,
            double readBytesPerSecond,
            double writeBytesPerSecond) {}

    private CostModel(Proposal proposal, Amounts amounts, PriceBook prices) {
        this.proposal = proposal;
        this.terms = proposal.file().cost();
        this.amounts = amounts;
        this.prices = prices;
    }

    public static CostResult of(Proposal proposal, Amounts amounts, PriceBook prices) {
        return new CostModel(proposal, amounts, prices).result();
    }

    private CostResult result() {
        boolean owned = false;
        List<GroupParts> groups = proposal.parts();
        for (int i = 0; i < groups.size(); i++) {
            GroupParts group = groups.get(i);
            if (group.vm() != null) {
                new MachineRent(prices, terms, bill).add(group, amounts.nodesOfGroups()[i]);
            } else {
                owned = true;
                addServers(group, amounts.nodesOfGroups()[i]);
            }
        }
        if (owned) {
            addNetwork();
            addSupport();
            addSite();
        }
        double months = MONTHS_PER_YEAR * terms.years();
        assumptions.add(
                "Written off over %s years without interest; %s of the usable capacity filled in the mean."
                        .formatted(Double.toString(terms.years()), terms.filled()));
        return totals(months);
    }

    private CostResult totals(double months) {
        Double capital = bill.sum(CAPITAL);
        Double running = bill.sum(RUNNING);
        Double depreciation = capital == null ? null : capital / months;
        Double monthly = capital == null || running == null ? null : capital / months + running;
        double usable = amounts.usableBytes() / GIGABYTE;
        double effective = usable * amounts.reduction();
        double reads = amounts.readBytesPerSecond() / GIGABYTE;
        boolean bought = capital != null && capital > 0;
        return new CostResult(
                capital,
                depreciation,
                running,
                monthly,
                over(monthly, usable),
                over(monthly, effective),
                over(monthly, effective * terms.filled().fraction()),
                bought ? over(capital, reads) : null,
                over(monthly, reads),
                over(monthly, amounts.writeBytesPerSecond() / GIGABYTE),
                terms.years(),
                terms.filled().fraction(),
                amounts.reduction(),
                bill.dateOfDearest(months),
                bill.items(),
                bill.prices(),
                bill.unknown(),
                List.copyOf(assumptions));
    }

    private static @Nullable Double over(@Nullable Double usd, double amount) {
        return usd == null || !(amount > 0) ? null : usd / amount;
    }

    private void addServers(GroupParts group, int nodes) {
        ServerSpec server = group.server();
        if (server == null) {
            throw new IllegalArgumentException(group.group() + " has neither a server nor a VM");
        }
        if (server.price() != null) {
            PriceRow whole = Listed.server(server);
            bill.add(
                    server.key() + " with everything in it",
                    CAPITAL,
                    (double) nodes,
                    "servers",
                    server.price().usd(),
                    whole);
            return;
        }
        addDrives(group.drive(), group.driveCount() * nodes);
        addDrives(group.buffer(), group.bufferCount() * nodes);
        String chassis = "chassis-%du".formatted(server.rackUnits());
        each(
                "chassis of " + server.key(),
                nodes,
                "servers",
                prices.find(terms, server.key(), chassis));
        if (group.cpu() != null) {
            String cpu = group.cpu().key();
            each("CPU " + cpu, group.cpuCount() * nodes, "CPUs", prices.find(terms, cpu));
            addMemory(server, nodes);
        }
        if (group.nic() != null) {
            String nic = group.nic().key();
            each("NIC " + nic, group.nicCount() * nodes, "NICs", prices.find(terms, nic));
        }
    }

    private void addDrives(@Nullable DriveSpec drive, int count) {
        if (drive == null || count == 0) {
            return;
        }
        PriceRow row = prices.find(terms, drive.key());
        if (row == null && drive.price() != null) {
            row = Listed.drive(drive);
        }
        if (row == null && drive.media() != null) {
            row = prices.find(terms, drive.media().name().toLowerCase(Locale.ROOT));
        }
        String what = count + " drives " + drive.key();
        if (row != null && row.each() != null) {
            bill.add(what, CAPITAL, (double) count, "drives", row.each().usd(), row);
        } else {
            Double perTerabyte =
                    row == null || row.perTerabyte() == null
                            ? null
                            : row.perTerabyte().usdPerTerabyte();
            double terabytes = count * drive.capacity().bytes() / TERABYTE;
            bill.add(what, CAPITAL, terabytes, "TB", perTerabyte, row);
        }
    }

    private void addMemory(ServerSpec server, int nodes) {
        PriceRow row = prices.find(terms, "memory");
        Double usd =
                row == null || row.perTerabyte() == null
                        ? null
                        : row.perTerabyte().usdPerTerabyte();
        Double terabytes =
                server.memory() == null ? null : nodes * server.memory().bytes() / TERABYTE;
        bill.add("memory of " + server.key(), CAPITAL, terabytes, "TB", usd, row);
    }

    private void each(String what, @Nullable Integer count, String unit, @Nullable PriceRow row) {
        Double usd = row == null || row.each() == null ? null : row.each().usd();
        bill.add(what, CAPITAL, count == null ? null : (double) count, unit, usd, row);
    }

    private void addNetwork() {
        String key = proposal.file().network().switchKey();
        Optional<SwitchSpec> device = prices.device(key);
        NetworkParts parts = null;
        if (device.isPresent() && !proposal.providerDomains()) {
            parts =
                    NetworkParts.of(
                            proposal.cluster(),
                            device.get(),
                            proposal.file().network().leafUplinkOversubscription());
            assumptions.add(
                    "%d leaf and %d spine switches %s, as few as the ports need; no network towards clients."
                            .formatted(parts.leafSwitches(), parts.spineSwitches(), key));
            assumptions.add(switchPower(device.get(), parts.switches()));
        }
        Integer switches = parts == null ? null : parts.switches();
        each("switches " + key, switches, "switches", prices.find(terms, key));
        Integer cables = parts == null ? null : parts.cables();
        each("cables within racks", cables, "cables", prices.find(terms, "cable"));
        Integer optics = parts == null ? null : parts.transceivers();
        each("optics of uplinks", optics, "transceivers", prices.find(terms, "optics"));
    }

    /**
     * What counting them would add to the power that is said: so that one can judge whether it
     * matters.
     */
    private String switchPower(SwitchSpec device, int switches) {
        Power each = device.typicalPower();
        double pue = proposal.file().site().pue();
        return each == null
                ? "These switches are in no figure of power, and what one draws is not known."
                : "These switches are in no figure of power: %d x %s typical without optics x PUE %s would be %s more at the meter (%s)."
                        .formatted(
                                switches,
                                each,
                                pue,
                                Power.print(switches * each.watts() * pue),
                                device.confidence().name().toLowerCase(Locale.ROOT));
    }

    /** A share of what is bought, before the racks. */
    private void addSupport() {
        Double capital = bill.sum(CAPITAL);
        Double monthly =
                capital == null ? null : capital * terms.support().fraction() / MONTHS_PER_YEAR;
        bill.add(
                "support, %s of servers, drives and network a year".formatted(terms.support()),
                RUNNING,
                "month",
                monthly);
    }

    private void addSite() {
        Integer racks = proposal.providerDomains() ? null : proposal.cluster().rackCount();
        each("racks", racks, "racks", prices.find(terms, "rack"));
        addElectricity();
        addHosting();
    }

    private void addElectricity() {
        EnergyPrice own = proposal.file().site().electricity();
        PriceRow row = own == null ? prices.find(terms, "electricity") : Listed.electricity(own);
        Double watts = amounts.averageWatts();
        bill.add(
                "electricity",
                RUNNING,
                watts == null ? null : watts / 1e3 * HOURS_PER_MONTH,
                "kWh",
                row == null || row.electricity() == null
                        ? null
                        : row.electricity().usdPerKilowattHour(),
                row);
    }

    private void addHosting() {
        if (terms.hosting().equals(PriceBook.NO_HOSTING)) {
            assumptions.add("The building is there: no hosting is paid.");
            return;
        }
        PriceRow row = prices.byKey(terms.hosting()).orElse(null);
        Double watts = amounts.provisionedWatts();
        double pue = proposal.file().site().pue();
        bill.add(
                "hosting " + terms.hosting(),
                RUNNING,
                watts == null ? null : watts / pue / 1e3,
                "kW",
                row == null ? null : middle(row),
                row);
        assumptions.add(
                "Hosting is paid for the provisioned power at the plug, at the middle of its price range.");
    }

    private static @Nullable Double middle(PriceRow row) {
        PowerPrice from = row.hosting();
        PowerPrice to = row.hostingUpTo() == null ? from : row.hostingUpTo();
        return from == null || to == null
                ? null
                : (from.usdPerKilowattMonth() + to.usdPerKilowattMonth()) / 2;
    }
}
