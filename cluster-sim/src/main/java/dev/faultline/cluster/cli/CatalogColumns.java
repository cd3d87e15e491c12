package dev.faultline.cluster.cli;

import dev.faultline.node.hardware.ApplianceSpec;
import dev.faultline.node.hardware.CatalogRow;
import dev.faultline.node.hardware.CpuSpec;
import dev.faultline.node.hardware.DriveSpec;
import dev.faultline.node.hardware.GpuProfile;
import dev.faultline.node.hardware.NicSpec;
import dev.faultline.node.hardware.PriceRow;
import dev.faultline.node.hardware.ServerSpec;
import dev.faultline.node.hardware.ServiceTier;
import dev.faultline.node.hardware.SiteFact;
import dev.faultline.node.hardware.SwitchSpec;
import dev.faultline.node.hardware.VmSpec;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the table of each kind of row shows; what is not known shows as a dash. */
final class CatalogColumns {

    private CatalogColumns() {}

    /** One column. */
    record Column(String title, boolean isNumber, Function<CatalogRow, @Nullable Object> value) {

        String text(CatalogRow row) {
            Object known = value.apply(row);
            return switch (known) {
                case null -> "-";
                case Quantity quantity -> quantity.print();
                case Double number ->
                        BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
                case Enum<?> word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-');
                default -> known.toString().isEmpty() ? "-" : known.toString();
            };
        }
    }

    static List<Column> of(Class<? extends CatalogRow> kind) {
        return switch (kind.getSimpleName()) {
            case "DriveSpec" -> drives();
            case "NicSpec" -> nics();
            case "ServerSpec" -> servers();
            case "VmSpec" -> vms();
            case "CpuSpec" -> cpus();
            case "PriceRow" -> prices();
            case "ServiceTier" -> services();
            case "GpuProfile" -> gpuProfiles();
            case "ApplianceSpec" -> appliances();
            case "SwitchSpec" -> switches();
            case "SiteFact" -> site();
            default -> throw new IllegalArgumentException("no table for " + kind);
        };
    }

    private static List<Column> drives() {
        return new Columns<>(DriveSpec.class)
                .text("MEDIA", DriveSpec::media)
                .number("CAPACITY", DriveSpec::capacity)
                .number("READ", DriveSpec::sequentialRead)
                .number("WRITE", DriveSpec::sequentialWrite)
                .number("READS 4K", DriveSpec::randomRead)
                .number("WRITES", DriveSpec::randomWrite)
                .number(
                        "OF",
                        drive ->
                                drive.randomWrite() == null
                                        ? null
                                        : drive.randomWriteSize().printBinary())
                .number("LATENCY", DriveSpec::readLatency)
                .number("UNIT", drive -> binary(drive.indirectionUnit()))
                .number("IDLE", DriveSpec::idlePower)
                .number("ACTIVE", DriveSpec::activePower)
                .number("DWPD", DriveSpec::driveWritesPerDay)
                .number("AFR", DriveSpec::annualFailureRate)
                .list();
    }

    private static List<Column> nics() {
        return new Columns<>(NicSpec.class)
                .text("ALIASES", nic -> String.join(", ", nic.aliases()))
                .number("PORTS", NicSpec::ports)
                .number("LINE RATE", nic -> nic.lineRate().printBits())
                .number("IN ALL", nic -> nic.portsRate().printBits())
                .text("PCIE", NicSpec::pcie)
                .number("TYPICAL", NicSpec::typicalPower)
                .number("MOST", NicSpec::maximumPower)
                .number("OPTICS", NicSpec::opticsPower)
                .number("LATENCY", NicSpec::latency)
                .list();
    }

    private static List<Column> servers() {
        return new Columns<>(ServerSpec.class)
                .text("KIND", ServerSpec::kind)
                .number("U", ServerSpec::rackUnits)
                .text(
                        "DRIVES",
                        server ->
                                server.drives().stream()
                                        .map(drives -> drives.count() + " x " + drives.drive())
                                        .collect(Collectors.joining(", ")))
                .text("WRITE BUFFER", CatalogColumns::writeBuffer)
                .text(
                        "NICS",
                        server ->
                                server.nics().stream()
                                        .map(nics -> nics.count() + " x " + nics.nic())
                                        .collect(Collectors.joining(", ")))
                .text("CPU", CatalogColumns::cpu)
                .list();
    }

    private static List<Column> vms() {
        return new Columns<>(VmSpec.class)
                .text("PROVIDER", VmSpec::provider)
                .number("VCPUS", VmSpec::vcpus)
                .text("DRIVES", CatalogColumns::localDrives)
                .number("NETWORK", vm -> bits(vm.network()))
                .number("READ", VmSpec::localRead)
                .number("WRITE", VmSpec::localWrite)
                .number("READS 4K", VmSpec::randomRead)
                .number("WRITES 4K", VmSpec::randomWrite)
                .number("PRICE", VmSpec::price)
                .text("REGION", VmSpec::priceRegion)
                .text("PRICED", VmSpec::priceDate)
                .list();
    }

    private static List<Column> cpus() {
        return new Columns<>(CpuSpec.class)
                .number("CORES", CpuSpec::cores)
                .number("MULTIPLY-ACCUMULATE/CORE", CpuSpec::multiplyAccumulate)
                .number("CRC32C/CORE", CpuSpec::checksum)
                .number("IDLE", CpuSpec::idlePower)
                .number("MOST", CpuSpec::maximumPower)
                .list();
    }

    private static List<Column> prices() {
        return new Columns<>(PriceRow.class)
                .text("WHAT", PriceRow::name)
                .number("PRICE", PriceRow::price)
                .number("UP TO", PriceRow::hostingUpTo)
                .text("WHEN", PriceRow::priceDate)
                .text("WHERE", PriceRow::region)
                .text("COMMITMENT", PriceRow::commitment)
                .list();
    }

    private static List<Column> services() {
        return new Columns<>(ServiceTier.class)
                .text("PROVIDER", ServiceTier::provider)
                .number("PER TIB", ServiceTier::perTebibyte)
                .number("LEAST", tier -> binary(tier.minimum()))
                .number("MOST", tier -> binary(tier.maximum()))
                .number("RATE AT MOST", ServiceTier::rateAtMaximum)
                .number("PRICE", ServiceTier::price)
                .text("PRICE IS", ServiceTier::priceConfidence)
                .list();
    }

    private static List<Column> gpuProfiles() {
        return new Columns<>(GpuProfile.class)
                .text("NAME", GpuProfile::name)
                .number("GPUS", profile -> (double) profile.gpus())
                .number("READ", GpuProfile::read)
                .number("WRITE", GpuProfile::write)
                .number("CHECKPOINT", p -> p.checkpoint() == null ? null : p.checkpoint().size())
                .number("STALL", p -> p.checkpoint() == null ? null : p.checkpoint().stall())
                .list();
    }

    private static List<Column> appliances() {
        return new Columns<>(ApplianceSpec.class)
                .text("KIND", ApplianceSpec::kind)
                .number("U", ApplianceSpec::rackUnits)
                .number("BAYS", ApplianceSpec::driveBays)
                .number("RAW", ApplianceSpec::rawCapacity)
                .number("READ", ApplianceSpec::read)
                .number("MEASURED", ApplianceSpec::measuredRead)
                .number("WRITE", ApplianceSpec::write)
                .number("TYPICAL", ApplianceSpec::typicalPower)
                .number("MOST", ApplianceSpec::maximumPower)
                .list();
    }

    private static List<Column> switches() {
        return new Columns<>(SwitchSpec.class)
                .number("PORTS", SwitchSpec::ports)
                .number("EACH", device -> device.portRate().printBits())
                .number("U", SwitchSpec::rackUnits)
                .number("TYPICAL", SwitchSpec::typicalPower)
                .number("MOST", SwitchSpec::maximumPower)
                .list();
    }

    private static List<Column> site() {
        return new Columns<>(SiteFact.class)
                .text("WHAT", SiteFact::name)
                .number("RACK POWER", SiteFact::rackPower)
                .number("UNITS", SiteFact::usableRackUnits)
                .number("EFFICIENCY", SiteFact::efficiency)
                .number("PUE", SiteFact::pue)
                .list();
    }

    private static @Nullable String writeBuffer(ServerSpec server) {
        ServerSpec.Drives buffer = server.writeBuffer();
        return buffer == null ? null : buffer.count() + " x " + buffer.drive();
    }

    private static @Nullable String cpu(ServerSpec server) {
        ServerSpec.Cpus cpu = server.cpu();
        return cpu == null ? null : cpu.count() + " x " + cpu.cpu();
    }

    private static @Nullable String localDrives(VmSpec vm) {
        VmSpec.LocalDrives drives = vm.drives();
        return drives == null ? null : drives.count() + " x " + drives.capacity().print();
    }

    private static @Nullable String bits(@Nullable DataRate rate) {
        return rate == null ? null : rate.printBits();
    }

    private static @Nullable String binary(@Nullable DataSize size) {
        return size == null ? null : size.printBinary();
    }

    /** Collects the columns of one kind of row, between its key and its confidence. */
    private static final class Columns<T extends CatalogRow> {

        private final Class<T> kind;
        private final List<Column> columns = new ArrayList<>();

        Columns(Class<T> kind) {
            this.kind = kind;
            text("KEY", CatalogRow::key);
        }

        Columns<T> text(String title, Function<T, @Nullable Object> value) {
            return add(title, false, value);
        }

        Columns<T> number(String title, Function<T, @Nullable Object> value) {
            return add(title, true, value);
        }

        List<Column> list() {
            text("CONFIDENCE", CatalogRow::confidence);
            return columns;
        }

        private Columns<T> add(String title, boolean number, Function<T, @Nullable Object> value) {
            columns.add(new Column(title, number, row -> value.apply(kind.cast(row))));
            return this;
        }
    }
}
