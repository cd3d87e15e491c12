package dev.faultline.cluster.review;

import dev.faultline.cluster.result.ReviewResult.OperationLimit;
import dev.faultline.cluster.result.ReviewResult.Operations;
import dev.faultline.cluster.result.RunResult.Limit;
import dev.faultline.cluster.topology.GroupParts;
import dev.faultline.cluster.traffic.ResourceKind;
import dev.faultline.node.units.Iops;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Random reads and writes of 4 KiB that all clients together can have in a second.
 *
 * <p>A read is one operation of one drive. A write is one operation on each of the write buffer's
 * drives that its code needs, {@code 1 / efficiency} of the buffer's code: systems that gather
 * small writes before they reach the buffer do better, so this is a floor. Destaging is in large
 * pieces and counts by its bytes. What carries bytes (NICs, cores, links, caps on bytes) carries at
 * most as many operations as its throughput has pieces of 4 KiB.
 */
final class OperationLimits {

    private static final double PIECE = 4096;

    private final Frame frame;
    private final List<GroupParts> groups;
    private final int drives;
    private final boolean ownBuffer;

    OperationLimits(Frame frame) {
        this.frame = frame;
        this.groups = frame.proposal().parts();
        this.drives = frame.proposal().cluster().driveCount();
        this.ownBuffer = groups.stream().anyMatch(group -> group.bufferCount() > 0);
    }

    Operations operations() {
        List<OperationLimit> reads = new ArrayList<>();
        List<OperationLimit> writes = new ArrayList<>();
        addBytes(reads, "read", frame.steady().read(), ResourceKind.DRIVE);
        addBytes(writes, "write", frame.steady().write(), null);
        boolean readsKnown = addReads(reads);
        boolean writesKnown = ownBuffer ? addBufferWrites(writes) : addDriveWrites(writes);
        reads.sort(Comparator.comparingDouble(OperationLimit::perSecond));
        writes.sort(Comparator.comparingDouble(OperationLimit::perSecond));
        List<OperationLimit> all = new ArrayList<>(reads);
        all.addAll(writes);
        return new Operations(
                readsKnown ? reads.getFirst().perSecond() : null,
                readsKnown ? reads.getFirst().resource() : null,
                writesKnown ? writes.getFirst().perSecond() : null,
                writesKnown ? writes.getFirst().resource() : null,
                all);
    }

    private static void addBytes(
            List<OperationLimit> limits,
            String kind,
            List<Limit> bytes,
            @Nullable ResourceKind countedOtherwise) {
        for (Limit limit : bytes) {
            if (countedOtherwise == null || !limit.resource().equals(countedOtherwise.words())) {
                limits.add(
                        new OperationLimit(kind, limit.resource(), limit.bytesPerSecond() / PIECE));
            }
        }
    }

    /** Whether what the drives can do is known, one way or the other. */
    private boolean addReads(List<OperationLimit> limits) {
        boolean known = true;
        for (GroupParts group : groups) {
            if (group.drive() != null) {
                Iops each = group.drive().randomRead();
                Iops cap = group.vm() == null ? null : group.vm().randomRead();
                add(limits, "read", "drive operations", each, 1, 1);
                add(limits, "read", "VM operations cap", cap, group.driveCount(), 1);
                known &= each != null || cap != null;
            }
        }
        return known;
    }

    private boolean addDriveWrites(List<OperationLimit> limits) {
        double copies = frame.dataPath().bufferOverhead();
        boolean known = true;
        for (GroupParts group : groups) {
            if (group.drive() != null) {
                Iops each = group.drive().randomWrite();
                Iops cap = group.vm() == null ? null : group.vm().randomWrite();
                add(limits, "write", "drive operations", each, 1, copies);
                add(limits, "write", "VM operations cap", cap, group.driveCount(), copies);
                known &= each != null || cap != null;
            }
        }
        return known;
    }

    /** Operations are spread over all drives evenly: a share for each of so many drives. */
    private void add(
            List<OperationLimit> limits,
            String kind,
            String resource,
            @Nullable Iops most,
            int sharedByDrives,
            double operationsEach) {
        if (most != null) {
            double perDrive = most.perSecond() / sharedByDrives;
            limits.add(new OperationLimit(kind, resource, perDrive * drives / operationsEach));
        }
    }

    /** Buffer drives take their share by their write rate. */
    private boolean addBufferWrites(List<OperationLimit> limits) {
        double rates = 0;
        for (int i = 0; i < groups.size(); i++) {
            rates += nodesOf(i) * bufferRate(groups.get(i));
        }
        for (GroupParts group : groups) {
            if (group.buffer() == null) {
                continue;
            }
            Iops each = group.buffer().randomWrite();
            if (each == null) {
                return false;
            }
            double share = bufferRate(group) / rates;
            double node = group.bufferCount() * each.perSecond();
            limits.add(
                    new OperationLimit(
                            "write",
                            "write-buffer operations",
                            node / share / frame.dataPath().bufferOverhead()));
        }
        return true;
    }

    private int nodesOf(int group) {
        return frame.nodesOfGroups()[group];
    }

    private static double bufferRate(GroupParts group) {
        return group.buffer() == null
                ? 0
                : group.bufferCount() * group.buffer().sequentialWriteBytesPerSecond();
    }
}
