package dev.faultline.cluster.topology;

import dev.faultline.cluster.topology.TopologyFile.Assumed;
import dev.faultline.cluster.topology.TopologyFile.Nodes;
import dev.faultline.cluster.topology.TopologyFile.ServerChoice;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.CatalogRow;
import dev.faultline.node.hardware.CpuSpec;
import dev.faultline.node.hardware.DriveSpec;
import dev.faultline.node.hardware.NicSpec;
import dev.faultline.node.hardware.Pcie;
import dev.faultline.node.hardware.ServerSpec;
import dev.faultline.node.hardware.VmSpec;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.RefusedArgument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From catalog rows to plain numbers, remembering which rows were used.
 *
 * <p>VM shapes: their network is one NIC that carries the published rate less the general protocol
 * share; two vCPUs count as one core of {@link #VM_CORE}; local drives have the published rates of
 * their row, and the VM's published caps apply besides. Nobody publishes a VM's power. What the
 * topology assumes of a VM stands in place of its row.
 *
 * <p>Throws {@link IllegalArgumentException} for unknown rows and {@link
 * dev.faultline.node.hardware.MissingFact} for figures that a row does not say.
 */
final class HardwareLookup {

    /** The measured core that stands for a cloud's cores, whose rates nobody publishes. */
    static final String VM_CORE = "reference-core";

    private static final Assumed NOTHING = new Assumed(null, null, null, null);

    private final Catalog catalog;
    private final Set<CatalogRow> used = new LinkedHashSet<>();
    private final List<GroupParts> parts = new ArrayList<>();

    HardwareLookup(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Catalog rows used so far, each once. */
    List<CatalogRow> used() {
        return List.copyOf(used);
    }

    /** What the groups looked up so far are made of, in their order. */
    List<GroupParts> parts() {
        return List.copyOf(parts);
    }

    NodeKind nodeKind(Nodes nodes) {
        if (nodes.vm() != null) {
            return ofVm(note(catalog.vms().get(nodes.vm())), nodes);
        }
        if (nodes.assumed() != null) {
            throw new IllegalArgumentException(
                    "assumed goes with a vm; a server that does not exist is written out instead");
        }
        return switch (nodes.server()) {
            case ServerChoice.Named(String key) ->
                    ofServer(note(catalog.servers().get(key)), nodes);
            case ServerChoice.Written(ServerSpec server) -> ofServer(server, nodes);
            case null ->
                    throw new RefusedArgument(
                            "needs either a server or a vm; see faultline catalog servers, and vms");
        };
    }

    private NodeKind ofServer(ServerSpec server, Nodes nodes) {
        if (server.drives().size() > 1) {
            throw new RefusedArgument(
                    "server %s mixes %d kinds of drives; stripes lie on drives of one kind"
                            .formatted(server.key(), server.drives().size()));
        }
        DriveSpec drive =
                server.drives().isEmpty()
                        ? null
                        : drive(server.drives().getFirst().drive(), nodes.drive());
        ServerSpec.Drives buffers = server.writeBuffer();
        DriveSpec buffer = buffers == null ? null : drive(buffers.drive(), null);
        ServerSpec.Cpus cpus = server.cpu();
        CpuSpec cpu =
                cpus == null
                        ? null
                        : note(catalog.cpus().get(nodes.cpu() == null ? cpus.cpu() : nodes.cpu()));
        List<ServerSpec.Nics> nics = server.nics();
        if (nics.size() != 1) {
            throw new RefusedArgument(
                    "server %s has %d kinds of NICs; the model needs exactly one"
                            .formatted(server.key(), nics.size()));
        }
        NicSpec nic =
                note(catalog.nics().get(nodes.nic() == null ? nics.getFirst().nic() : nodes.nic()));
        Pcie slot = nics.getFirst().slot();
        int nicCount = nics.getFirst().count();
        if (nicCount > NodeKind.MOST_NICS) {
            throw new RefusedArgument(
                    "server %s has %d NICs, more than the %d that are modelled"
                            .formatted(server.key(), nicCount, NodeKind.MOST_NICS));
        }
        parts.add(
                new GroupParts(
                        nodes.group(),
                        server,
                        null,
                        server.dataDrives(),
                        drive,
                        buffers == null ? 0 : buffers.count(),
                        buffer,
                        nicCount,
                        nic,
                        cpus == null ? 0 : cpus.count(),
                        cpu,
                        false));
        return new NodeKind(
                server.key(),
                server.dataDrives(),
                drive == null ? null : kind(drive),
                buffers == null ? 0 : buffers.count(),
                buffer == null ? null : kind(buffer),
                nicCount,
                catalog.links().usableBytesPerSecond(nic, slot),
                nic.portsRate().bytesPerSecond(),
                cpu == null || cpus == null ? null : kind(cpu, cpus.count() * cores(cpu)),
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                server.rackUnits(),
                power(server, nic, nicCount, cpu, cpus == null ? 0 : cpus.count()));
    }

    private static NodePower power(
            ServerSpec server, NicSpec nic, int nicCount, @Nullable CpuSpec cpu, int cpuCount) {
        double idle = server.chassisIdleWatts() + nicCount * nic.typicalWatts();
        double max = server.chassisMaximumWatts() + nicCount * nic.typicalWatts();
        if (cpu != null) {
            idle += cpuCount * cpu.needed(cpu.idlePower(), "idle-power").watts();
            max += cpuCount * cpu.needed(cpu.maximumPower(), "maximum-power").watts();
        }
        return new NodePower(idle, max, server.psuEfficiencyFraction());
    }

    private NodeKind ofVm(VmSpec vm, Nodes nodes) {
        Assumed assumed = nodes.assumed() == null ? NOTHING : nodes.assumed();
        VmSpec.LocalDrives drives = vm.needed(vm.drives(), "drives");
        DriveSpec drive = assumed.drive();
        if (drive == null) {
            String row = nodes.drive() == null ? drives.drive() : nodes.drive();
            drive = note(catalog.drives().get(vm.needed(row, "drives.drive")));
        }
        double network = network(vm, nodes, assumed);
        CpuSpec core = note(catalog.cpus().get(nodes.cpu() == null ? VM_CORE : nodes.cpu()));
        parts.add(
                new GroupParts(
                        nodes.group(),
                        null,
                        assumed.equals(NOTHING) ? vm : vm.assumed(),
                        drives.count(),
                        drive,
                        0,
                        null,
                        0,
                        null,
                        0,
                        core,
                        nodes.networkTier1()));
        return new NodeKind(
                vm.name(),
                drives.count(),
                new DriveKind(
                        drive.name(),
                        drive.capacity().bytes(),
                        drive.sequentialReadBytesPerSecond(),
                        drive.sequentialWriteBytesPerSecond(),
                        0,
                        0),
                0,
                null,
                1,
                network * catalog.links().protocol().efficiency().fraction(),
                network,
                kind(core, Math.max(1, vm.vcpus() / 2)),
                cap(assumed.localRead(), vm.localRead()),
                cap(assumed.localWrite(), vm.localWrite()),
                0,
                null);
    }

    private static double network(VmSpec vm, Nodes nodes, Assumed assumed) {
        if (assumed.network() != null) {
            return assumed.network().bytesPerSecond();
        }
        return nodes.networkTier1()
                ? vm.needed(vm.networkTier1(), "network-tier1").bytesPerSecond()
                : vm.networkBytesPerSecond();
    }

    private static double cap(@Nullable DataRate assumed, @Nullable DataRate published) {
        DataRate cap = assumed == null ? published : assumed;
        return cap == null ? Double.POSITIVE_INFINITY : cap.bytesPerSecond();
    }

    private DriveSpec drive(String key, @Nullable String instead) {
        return note(catalog.drives().get(instead == null ? key : instead));
    }

    private static DriveKind kind(DriveSpec drive) {
        return new DriveKind(
                drive.name(),
                drive.capacity().bytes(),
                drive.sequentialReadBytesPerSecond(),
                drive.sequentialWriteBytesPerSecond(),
                drive.idleWatts(),
                drive.activeWatts());
    }

    private static CpuKind kind(CpuSpec cpu, int cores) {
        return new CpuKind(
                cpu.name(),
                cores,
                cpu.multiplyAccumulateBytesPerSecond(),
                cpu.checksumBytesPerSecond());
    }

    private static int cores(CpuSpec cpu) {
        return cpu.needed(cpu.cores(), "cores");
    }

    private <T extends CatalogRow> T note(T row) {
        used.add(row);
        return row;
    }
}
