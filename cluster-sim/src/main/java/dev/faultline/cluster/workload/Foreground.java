package dev.faultline.cluster.workload;

import dev.faultline.cluster.failure.Health;
import dev.faultline.cluster.flow.Flows;
import dev.faultline.cluster.kernel.Simulation;
import dev.faultline.cluster.protection.Layout;
import dev.faultline.cluster.protection.PartlyRecreated;
import dev.faultline.cluster.traffic.DataPath;
import dev.faultline.cluster.traffic.Demand;
import dev.faultline.cluster.traffic.Paths;
import dev.faultline.cluster.traffic.Resources;
import dev.faultline.cluster.traffic.WriteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The clients' loads as activities on the cluster.
 *
 * <p>Each load is spread over all data alike, so its rate is that of the first resource that
 * refuses (operational analysis: throughput is at most one over the largest demand; Denning and
 * Buzen 1978). Loads that meet at a full resource keep the same share of what each asks.
 *
 * <p>Writes fill the write buffer and are destaged from it. While destaging keeps up, a write is
 * one movement through both. When it does not, writes go on at the rate at which the buffer takes
 * them until it is full, and from then on at the rate at which it is emptied. When buffer drives
 * break, what lay there is still on others and still to be destaged: more may then be buffered than
 * those that are left would take, and the buffer counts as full.
 */
public final class Foreground {

    private static final double NANOS = 1e9;
    private static final double NEARLY = 1 - 1e-9;

    private final Resources resources;
    private final Layout data;
    private final DataPath dataPath;
    private final WriteBuffer buffer;
    private final List<Load> loads;
    private final Simulation simulation;
    private final Flows flows;
    private final Runnable bufferTurned;
    private final int[] activity;
    private final double[] asked;
    private int destaging = -1;
    private double bufferedBytes;
    private double mostBufferedBytes;
    private double fillRate;
    private long sinceNanos;
    private long timer = -1;

    /**
     * @param bufferTurned runs when the write buffer has become full or empty; the caller is to
     *     refresh
     */
    public Foreground(
            Resources resources,
            Layout data,
            DataPath dataPath,
            List<Load> loads,
            Simulation simulation,
            Flows flows,
            Runnable bufferTurned) {
        this.resources = resources;
        this.data = data;
        this.dataPath = dataPath;
        this.buffer = new WriteBuffer(resources.cluster(), dataPath);
        this.loads = loads;
        this.simulation = simulation;
        this.flows = flows;
        this.bufferTurned = bufferTurned;
        this.activity = new int[loads.size()];
        this.asked = new double[loads.size()];
        Arrays.fill(activity, -1);
    }

    /** Bytes per second that a load asks now. */
    public double asked(int load) {
        return asked[load];
    }

    /** Bytes per second that a load is served now. */
    public double served(int load) {
        return activity[load] < 0 ? 0 : flows.rate(activity[load]);
    }

    /** Client bytes per second that leave the write buffer now. */
    public double destaged() {
        if (destaging >= 0) {
            return flows.rate(destaging);
        }
        double sum = 0;
        for (int load = 0; load < loads.size(); load++) {
            sum += loads.get(load).direction() == Direction.WRITES ? served(load) : 0;
        }
        return sum;
    }

    /** Client bytes in the write buffer at the last refresh. */
    public double bufferedBytes() {
        return bufferedBytes;
    }

    /**
     * Puts the loads on the cluster as it is now. Due after every change of it or of the loads, and
     * now and then while strips are re-created.
     */
    public void refresh(
            Health health, Paths paths, PartlyRecreated recreated, double[] capacities) {
        settle(health);
        stopAll();
        startReads(paths, recreated, capacities);
        startWrites(health, paths, capacities);
    }

    private void settle(Health health) {
        double seconds = (simulation.nowNanos() - sinceNanos) / NANOS;
        double most = Math.max(bufferedBytes, mostBufferedBytes);
        bufferedBytes = Math.clamp(bufferedBytes + fillRate * seconds, 0, most);
        if (timer >= 0 && !simulation.cancel(timer)) {
            bufferedBytes = fillRate > 0 ? mostBufferedBytes : 0;
        }
        mostBufferedBytes = buffer.capacityBytes(health);
        timer = -1;
        fillRate = 0;
        sinceNanos = simulation.nowNanos();
    }

    private void stopAll() {
        for (int load = 0; load < activity.length; load++) {
            if (activity[load] >= 0) {
                flows.stop(activity[load]);
                activity[load] = -1;
            }
            Load what = loads.get(load);
            asked[load] = what.asksAt(simulation.nowNanos()) ? what.offeredBytesPerSecond() : 0;
        }
        stopDestaging();
    }

    private void stopDestaging() {
        if (destaging >= 0) {
            flows.stop(destaging);
            destaging = -1;
        }
    }

    private void startReads(Paths paths, PartlyRecreated recreated, double[] capacities) {
        if (!paths.reachAnyFrontEnd()) {
            return;
        }
        Map<Access, ReadSpread> spreads = new EnumMap<>(Access.class);
        for (int load = 0; load < activity.length; load++) {
            Load what = loads.get(load);
            if (asked[load] > 0 && what.direction() == Direction.READS) {
                ReadSpread spread =
                        spreads.computeIfAbsent(what.access(), access -> spread(access, recreated));
                Demand demand = new Demand(resources);
                spread.addTo(demand, paths, dataPath.reduction());
                activity[load] =
                        start(
                                demand,
                                asked[load],
                                asked[load] * spread.readableShare(),
                                capacities);
            }
        }
    }

    private ReadSpread spread(Access access, PartlyRecreated recreated) {
        return ReadSpread.of(data, recreated, access, resources.cluster().driveCount());
    }

    private void startWrites(Health health, Paths paths, double[] capacities) {
        double offered = 0;
        for (int load = 0; load < activity.length; load++) {
            offered += isWriting(load) ? asked[load] : 0;
        }
        boolean nothingToDo = offered == 0 && bufferedBytes == 0;
        if (nothingToDo || !paths.reachAnyFrontEnd() || !buffer.works(health)) {
            return;
        }
        Demand absorb = new Demand(resources);
        buffer.absorb(absorb, paths, health);
        Demand destage = new Demand(resources);
        buffer.destage(destage, paths, health);
        Demand both = new Demand(resources);
        both.add(absorb, 1);
        both.add(destage, 1);
        if (bufferedBytes == 0 && startedInFull(both, capacities)) {
            return;
        }
        stopWrites();
        double weight = offered > 0 ? offered : totalOffered();
        destaging = start(destage, weight, Double.POSITIVE_INFINITY, capacities);
        startEachWrite(absorb, capacities);
        flows.solve();
        fillRate = absorbed() - flows.rate(destaging);
        double room = mostBufferedBytes - bufferedBytes;
        boolean full = fillRate >= 0 && room <= 0;
        boolean noUse = fillRate <= 0 && bufferedBytes == 0;
        if (full || noUse) {
            fillRate = 0;
            stopDestaging();
            stopWrites();
            startEachWrite(both, capacities);
        } else if (fillRate != 0) {
            planTurn(fillRate > 0 ? room / fillRate : bufferedBytes / -fillRate);
        }
    }

    /** Whether all writes go through to the drives as fast as they are asked. */
    private boolean startedInFull(Demand both, double[] capacities) {
        startEachWrite(both, capacities);
        flows.solve();
        for (int load = 0; load < activity.length; load++) {
            if (isWriting(load) && flows.rate(activity[load]) < NEARLY * asked[load]) {
                return false;
            }
        }
        return true;
    }

    private void planTurn(double seconds) {
        double at = simulation.nowNanos() + Math.ceil(seconds * NANOS);
        if (at < Long.MAX_VALUE / 2.0) {
            timer = simulation.schedule((long) at, 0, bufferTurned);
        }
    }

    private void startEachWrite(Demand demand, double[] capacities) {
        for (int load = 0; load < activity.length; load++) {
            if (isWriting(load)) {
                activity[load] = start(demand, asked[load], asked[load], capacities);
            }
        }
    }

    private void stopWrites() {
        for (int load = 0; load < activity.length; load++) {
            if (isWriting(load) && activity[load] >= 0) {
                flows.stop(activity[load]);
                activity[load] = -1;
            }
        }
    }

    private boolean isWriting(int load) {
        return asked[load] > 0 && loads.get(load).direction() == Direction.WRITES;
    }

    private double absorbed() {
        double sum = 0;
        for (int load = 0; load < activity.length; load++) {
            sum += isWriting(load) ? flows.rate(activity[load]) : 0;
        }
        return sum;
    }

    private double totalOffered() {
        double sum = 0;
        for (Load load : loads) {
            sum += load.direction() == Direction.WRITES ? load.offeredBytesPerSecond() : 0;
        }
        return sum;
    }

    private int start(Demand demand, double weight, double bound, double[] capacities) {
        int[] used = demand.resources(capacities);
        return flows.start(
                Double.POSITIVE_INFINITY, 1 / weight, bound, used, demand.weights(used), () -> {});
    }
}
