package dev.faultline.cluster.topology;

import dev.faultline.node.hardware.CpuSpec;
import dev.faultline.node.hardware.DriveSpec;
import dev.faultline.node.hardware.NicSpec;
import dev.faultline.node.hardware.ServerSpec;
import dev.faultline.node.hardware.VmSpec;
import org.jspecify.annotations.Nullable;

/**
 * The catalog rows that each node of a group is made of: what a price list or a count of operations
 * needs, and the fluid models do not. Exactly one of {@code server} and {@code vm} is there.
 *
 * @param group as the topology file names it
 * @param driveCount drives that hold stripes
 * @param drive null where there are none
 * @param bufferCount drives of the write buffer
 * @param nicCount cards; 0 in a VM
 * @param cpu null where the topology's enclosure has none; for a VM the core that stands for its
 *     own
 * @param cpuCount packages; 0 in a VM
 * @param networkTier1 whether the provider's faster network is asked for
 */
public record GroupParts(
        String group,
        @Nullable ServerSpec server,
        @Nullable VmSpec vm,
        int driveCount,
        @Nullable DriveSpec drive,
        int bufferCount,
        @Nullable DriveSpec buffer,
        int nicCount,
        @Nullable NicSpec nic,
        int cpuCount,
        @Nullable CpuSpec cpu,
        boolean networkTier1) {}
