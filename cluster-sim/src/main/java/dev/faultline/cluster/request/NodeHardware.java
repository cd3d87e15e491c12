package dev.faultline.cluster.request;

import dev.faultline.cluster.protection.Code;
import dev.faultline.node.device.DriveTiming;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.DriveSpec;
import dev.faultline.node.hardware.NicSpec;
import dev.faultline.node.hardware.ServerSpec;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request meets in a server.
 *
 * @param drives one for each drive that keeps data
 * @param linkBytesPerSecond of all NICs together, each direction, less what protocols take
 * @param linkLatencyNanos one way
 */
public record NodeHardware(
        List<DriveTiming> drives, Code code, double linkBytesPerSecond, double linkLatencyNanos) {

    public NodeHardware {
        drives = List.copyOf(drives);
        if (code.width() > drives.size()) {
            throw new RefusedArgument(
                    "code %s needs %d drives; the server has %d"
                            .formatted(code, code.width(), drives.size()));
        }
    }

    /** A server of the catalog; its slowest NIC's latency, and 0 where none is known. */
    public static NodeHardware of(ServerSpec server, Catalog catalog, Code code) {
        List<DriveTiming> drives = new ArrayList<>();
        for (ServerSpec.Drives group : server.drives()) {
            DriveSpec drive = catalog.drives().get(group.drive());
            for (int i = 0; i < group.count(); i++) {
                drives.add(DriveTiming.of(drive));
            }
        }
        double rate = 0;
        double latency = 0;
        for (ServerSpec.Nics group : server.nics()) {
            NicSpec nic = catalog.nics().get(group.nic());
            rate += group.count() * catalog.links().usableBytesPerSecond(nic, group.slot());
            Span oneWay = nic.latency();
            latency = Math.max(latency, oneWay == null ? 0 : oneWay.nanos());
        }
        if (rate == 0) {
            throw new RefusedArgument(
                    "server %s has no NIC whose rate is known".formatted(server.key()));
        }
        return new NodeHardware(drives, code, rate, latency);
    }
}
