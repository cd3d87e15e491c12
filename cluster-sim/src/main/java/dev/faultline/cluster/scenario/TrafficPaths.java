package dev.faultline.cluster.scenario;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.Limit;
import dev.faultline.cluster.result.RunResult.TrafficPath;
import dev.faultline.cluster.review.Frame;
import dev.faultline.cluster.review.SteadyThroughput;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.traffic.DataPath;
import dev.faultline.cluster.traffic.ResourceKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The stations that bytes pass, with how many pass: for reading and writing at the healthy limit,
 * for rebuilding at the mean rate of the run. Utilisation is that of the station a path leads to or
 * comes from which is fuller; for rebuilding, that of the most used member of its kind in the mean
 * over the time of the rebuild, clients included.
 */
final class TrafficPaths {

    private final Cluster cluster;
    private final DataPath dataPath;
    private final SteadyThroughput throughput;

    TrafficPaths(Cluster cluster, Frame frame) {
        this.cluster = cluster;
        this.dataPath = frame.dataPath();
        this.throughput = frame.steady();
    }

    List<TrafficPath> paths(RunResult.Rebuild rebuild, List<RunResult.Utilisation> utilisation) {
        List<TrafficPath> paths = new ArrayList<>();
        addRead(paths);
        addWrite(paths);
        if (rebuild.seconds() > 0) {
            addRebuild(paths, rebuild, utilisation);
        }
        return paths;
    }

    private void addRead(List<TrafficPath> paths) {
        double rate = throughput.read().getFirst().bytesPerSecond();
        double stored = rate / dataPath.reduction();
        Hops hops = new Hops("read", throughput.read(), rate, paths);
        hops.add("drives", "owners' NICs", stored, ResourceKind.DRIVE, ResourceKind.LOCAL_READ);
        hops.add("owners' NICs", "front ends", stored, ResourceKind.NIC_OUT, ResourceKind.NIC_IN);
        hops.add("front ends", "front ends' NICs", rate, ResourceKind.CPU);
        hops.add(
                "front ends' NICs", "clients", rate, ResourceKind.NIC_OUT, ResourceKind.UPLINK_OUT);
    }

    private void addWrite(List<TrafficPath> paths) {
        double rate = throughput.write().getFirst().bytesPerSecond();
        double buffered = rate * dataPath.bufferOverhead();
        double striped = rate * dataPath.stripeOverhead();
        Hops hops = new Hops("write", throughput.write(), rate, paths);
        hops.add("clients", "front ends", rate, ResourceKind.NIC_IN, ResourceKind.UPLINK_IN);
        hops.add("front ends", "write buffer", buffered, ResourceKind.NIC_OUT, buffer());
        hops.add("write buffer", "destagers", rate, ResourceKind.NIC_IN, ResourceKind.CPU);
        hops.add("destagers", "owners' NICs", striped, ResourceKind.NIC_OUT, ResourceKind.NIC_IN);
        hops.add("owners' NICs", "drives", striped, ResourceKind.DRIVE, ResourceKind.LOCAL_WRITE);
    }

    private void addRebuild(
            List<TrafficPath> paths,
            RunResult.Rebuild rebuild,
            List<RunResult.Utilisation> utilisation) {
        double read = rebuild.readBytes() / rebuild.seconds();
        double written = rebuild.bytes() / rebuild.seconds();
        List<Limit> limits = new ArrayList<>();
        for (RunResult.Utilisation kind : utilisation) {
            double share = meanWhileRebuilding(kind.peakTimeline(), rebuild);
            if (share > 0) {
                limits.add(new Limit("rebuild", kind.resource(), read / share));
            }
        }
        Hops hops = new Hops("rebuild", limits, read, paths);
        hops.add("helpers' drives", "helpers' NICs", read, ResourceKind.DRIVE);
        hops.add("helpers' NICs", "rebuilders", read, ResourceKind.NIC_OUT, ResourceKind.NIC_IN);
        hops.add("rebuilders", "targets' NICs", written, ResourceKind.CPU, ResourceKind.UPLINK_OUT);
        hops.add(
                "targets' NICs",
                "targets' drives",
                written,
                ResourceKind.DRIVE,
                ResourceKind.LOCAL_WRITE);
    }

    /** Mean of a share over the time during which something was being re-created. */
    private static double meanWhileRebuilding(
            List<RunResult.Point> shares, RunResult.Rebuild rebuild) {
        double sum = 0;
        double seconds = 0;
        for (RunResult.Span span : rebuild.bottlenecks()) {
            for (int i = 0; i < shares.size(); i++) {
                double from = Math.max(span.fromSeconds(), shares.get(i).atSeconds());
                double to =
                        i + 1 < shares.size()
                                ? Math.min(span.toSeconds(), shares.get(i + 1).atSeconds())
                                : span.toSeconds();
                sum += shares.get(i).value() * Math.max(0, to - from);
            }
            seconds += span.toSeconds() - span.fromSeconds();
        }
        return seconds == 0 ? 0 : sum / seconds;
    }

    private ResourceKind buffer() {
        boolean own = cluster.groups().stream().anyMatch(group -> group.kind().bufferCount() > 0);
        return own ? ResourceKind.BUFFER : ResourceKind.DRIVE;
    }

    /**
     * @param limits the movement's limit at each kind of resource; none when not known
     */
    private record Hops(String movement, List<Limit> limits, double rate, List<TrafficPath> paths) {

        void add(String from, String to, double bytesPerSecond, ResourceKind... kinds) {
            double fullest = 0;
            for (ResourceKind kind : kinds) {
                for (Limit limit : limits) {
                    if (limit.resource().equals(kind.words())) {
                        fullest = Math.max(fullest, rate / limit.bytesPerSecond());
                    }
                }
            }
            paths.add(new TrafficPath(movement, from, to, bytesPerSecond, fullest));
        }
    }
}
