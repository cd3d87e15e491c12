package dev.faultline.node.hardware;

import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Max;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Mass;
import dev.faultline.node.units.Money;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.RefusedArgument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server or enclosure composed of catalog rows. The chassis is everything that is not a drive, a
 * NIC or a CPU: board, memory, fans. Its powers, like all others in the catalog, are behind the
 * power supply; at the plug the sum is divided by the supply's efficiency.
 */
@Doc("A server: a row of the catalog, or one written out in place.")
public record ServerSpec(
        @Doc("short stable key") @Default("this-server") String key,
        @Default("a server written out in the topology") String name,
        Kind kind,
        @Doc("height in rack units") @Positive int rackUnits,
        @Doc("how many drives fit in all, write-buffer drives included") @Positive
                @Nullable Integer driveBays,
        @Doc("form factor of the bays") @Nullable String bayFormFactor,
        @Doc("the drives that keep the data") @Default("[]") List<Drives> drives,
        @Doc("the drives that take writes first") @Nullable Drives writeBuffer,
        @Default("[]") List<Nics> nics,
        @Doc("left out for enclosures whose NICs do the work") @Nullable Cpus cpu,
        @Nullable DataSize memory,
        @Doc("board, memory and fans when nothing happens") @Nullable Power chassisIdlePower,
        @Doc("board, memory and fans at most") @Nullable Power chassisMaximumPower,
        @Doc("what the power supplies pass on of what they take") @Positive @Max("100 %")
                @Nullable Ratio psuEfficiency,
        @Doc("with everything in it") @Positive @Nullable Mass weight,
        @Doc("with everything in it") @Nullable Money price,
        @Nullable String priceDate,
        @Nullable String notes,
        @Default("the topology file") String source,
        @Default("assumed") Confidence confidence)
        implements CatalogRow {

    /** What a server is for. */
    public enum Kind {
        /** Drives and front end in one box. */
        CONVERGED,
        /** Drives behind a network, no front end. */
        ENCLOSURE,
        /** Front end without drives. */
        FRONT_END
    }

    /** Equal drives. */
    public record Drives(@Doc("a drive's key") String drive, @Positive int count) {}

    /** Equal NICs. */
    public record Nics(
            @Doc("a NIC's key or alias") String nic,
            @Positive int count,
            @Doc("the slot each sits in, where it is less than the NIC wants")
                    @Nullable Pcie slot) {}

    /** Equal processors. */
    public record Cpus(@Doc("a CPU's key") String cpu, @Positive @Default("1") int count) {}

    public ServerSpec {
        int data = drives.stream().mapToInt(Drives::count).sum();
        int all = data + (writeBuffer == null ? 0 : writeBuffer.count());
        if (driveBays != null && all > driveBays) {
            throw new RefusedArgument(all + " drives do not fit: drive-bays is " + driveBays);
        }
    }

    /** Drives that keep data; write-buffer drives are not among them. */
    public int dataDrives() {
        return drives.stream().mapToInt(Drives::count).sum();
    }

    public double chassisIdleWatts() {
        return needed(chassisIdlePower, "chassis-idle-power").watts();
    }

    public double chassisMaximumWatts() {
        return needed(chassisMaximumPower, "chassis-maximum-power").watts();
    }

    public double psuEfficiencyFraction() {
        return needed(psuEfficiency, "psu-efficiency").fraction();
    }
}
