package dev.faultline.cluster.sizing;

import dev.faultline.cluster.topology.CpuKind;
import dev.faultline.cluster.topology.DriveKind;
import dev.faultline.cluster.topology.NodeKind;
import dev.faultline.cluster.topology.NodePower;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** The main inputs of a sizing, each of which can be made smaller or larger by itself. */
final class Inputs {

    private Inputs() {}

    /**
     * An input.
     *
     * @param setting of the requirement that changes it, for a factor; null for none
     * @param tweaked what changes it in the models, for a factor
     */
    record Varied(
            String name,
            @Nullable DoubleFunction<String> setting,
            BiFunction<Requirement, Double, Tweak> tweaked) {

        Requirement asked(Requirement requirement, double factor) {
            return setting == null ? requirement : requirement.with(setting.apply(factor));
        }

        Tweak tweak(Requirement requirement, double factor) {
            return tweaked.apply(requirement, factor);
        }
    }

    /** Those that a configuration has. */
    static List<Varied> of(Requirement requirement, Configuration configuration) {
        List<Varied> inputs = new ArrayList<>();
        demands(requirement, inputs);
        NodeKind storing = configuration.proposal().cluster().kindOf(0);
        inputs.add(
                new Varied(
                        "drive capacity",
                        null,
                        (r, factor) -> Tweak.ofCapacity(kind -> capacity(kind, factor), factor)));
        inputs.add(hardware("drive throughput", Inputs::driveRates));
        if (storing.bufferCount() > 0) {
            inputs.add(hardware("write-buffer throughput", Inputs::bufferRates));
        }
        inputs.add(hardware("network throughput", Inputs::network));
        inputs.add(hardware("checksum and coding rate", Inputs::cpu));
        if (Double.isFinite(storing.localReadBytesPerSecond())) {
            inputs.add(hardware("the provider's cap on local drives", Inputs::caps));
        }
        double metadata = requirement.file().protection().metadata().share().fraction();
        double spare = requirement.file().protection().spare().fraction();
        inputs.add(share("metadata share", "protection.metadata.share", metadata));
        inputs.add(share("spare share", "protection.spare", spare));
        if (configuration.reviewed().cost() != null && !configuration.rented()) {
            inputs.add(
                    new Varied("price of flash", null, (r, factor) -> Tweak.ofFlashPrice(factor)));
            double years = requirement.file().cost().years();
            inputs.add(setting("years of use", f -> "cost.years=" + years * f));
        }
        if (storing.power() != null) {
            inputs.add(hardware("power of the nodes", Inputs::power));
            double pue = requirement.file().site().pue();
            inputs.add(setting("PUE", f -> "site.pue=" + Math.max(1, pue * f)));
        }
        return inputs;
    }

    private static void demands(Requirement requirement, List<Varied> inputs) {
        if (requirement.usableBytes() > 0) {
            double bytes = requirement.usableBytes();
            inputs.add(asked("usable asked", f -> "usable=" + new DataSize(Math.round(bytes * f))));
        }
        if (requirement.readBytesPerSecond() > 0) {
            double rate = requirement.readBytesPerSecond();
            inputs.add(asked("read asked", f -> "read=" + new DataRate(Math.rint(rate * f))));
        }
        if (requirement.writeBytesPerSecond() > 0) {
            double rate = requirement.writeBytesPerSecond();
            inputs.add(asked("write asked", f -> "write=" + new DataRate(Math.rint(rate * f))));
        }
        Power power = requirement.file().site().power();
        if (requirement.objective() == RequirementFile.Objective.USABLE && power != null) {
            inputs.add(asked("power allowed", f -> "site.power=" + new Power(power.watts() * f)));
        }
    }

    private static Varied asked(String name, DoubleFunction<String> setting) {
        return new Varied(name, setting, (requirement, factor) -> Tweak.NONE);
    }

    private static Varied share(String name, String path, double share) {
        return setting(name, f -> path + "=" + new Ratio(share * f));
    }

    private static Varied setting(String name, DoubleFunction<String> setting) {
        return new Varied(name, null, (requirement, factor) -> Tweak.of(setting.apply(factor)));
    }

    private static Varied hardware(String name, BiFunction<NodeKind, Double, NodeKind> change) {
        return new Varied(
                name, null, (requirement, factor) -> Tweak.of(kind -> change.apply(kind, factor)));
    }

    private static NodeKind capacity(NodeKind kind, double factor) {
        DriveKind d = kind.drive();
        return with(kind, d == null ? null : drive(d, factor, 1, 1), kind.buffer(), 1, 1, 1, 1);
    }

    private static NodeKind driveRates(NodeKind kind, double factor) {
        DriveKind d = kind.drive();
        return with(kind, d == null ? null : drive(d, 1, factor, 1), kind.buffer(), 1, 1, 1, 1);
    }

    private static NodeKind bufferRates(NodeKind kind, double factor) {
        DriveKind b = kind.buffer();
        return with(kind, kind.drive(), b == null ? null : drive(b, 1, factor, 1), 1, 1, 1, 1);
    }

    private static NodeKind network(NodeKind kind, double factor) {
        return with(kind, kind.drive(), kind.buffer(), factor, 1, 1, 1);
    }

    private static NodeKind cpu(NodeKind kind, double factor) {
        return with(kind, kind.drive(), kind.buffer(), 1, factor, 1, 1);
    }

    private static NodeKind caps(NodeKind kind, double factor) {
        return with(kind, kind.drive(), kind.buffer(), 1, 1, factor, 1);
    }

    private static NodeKind power(NodeKind kind, double factor) {
        DriveKind d = kind.drive();
        DriveKind b = kind.buffer();
        return with(
                kind,
                d == null ? null : drive(d, 1, 1, factor),
                b == null ? null : drive(b, 1, 1, factor),
                1,
                1,
                1,
                factor);
    }

    private static DriveKind drive(DriveKind d, double capacity, double rates, double power) {
        return new DriveKind(
                d.name(),
                d.capacityBytes() * capacity,
                d.readBytesPerSecond() * rates,
                d.writeBytesPerSecond() * rates,
                d.idleWatts() * power,
                d.activeWatts() * power);
    }

    private static NodeKind with(
            NodeKind k,
            @Nullable DriveKind drive,
            @Nullable DriveKind buffer,
            double network,
            double coding,
            double caps,
            double power) {
        CpuKind cpu = k.cpu();
        NodePower watts = k.power();
        return new NodeKind(
                k.name(),
                k.driveCount(),
                drive,
                k.bufferCount(),
                buffer,
                k.nicCount(),
                k.nicBytesPerSecond() * network,
                k.nicLineBytesPerSecond() * network,
                cpu == null
                        ? null
                        : new CpuKind(
                                cpu.name(),
                                cpu.cores(),
                                cpu.multiplyAccumulateBytesPerSecond() * coding,
                                cpu.checksumBytesPerSecond() * coding),
                k.localReadBytesPerSecond() * caps,
                k.localWriteBytesPerSecond() * caps,
                k.rackUnits(),
                watts == null
                        ? null
                        : new NodePower(
                                watts.idleWatts() * power,
                                watts.maxWatts() * power,
                                watts.supplyEfficiency()));
    }
}
