package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.RunResult;
import dev.faultline.cluster.result.RunResult.Capacity;
import dev.faultline.cluster.result.RunResult.CatalogRow;
import dev.faultline.cluster.result.RunResult.ClusterSize;
import dev.faultline.cluster.result.RunResult.CodeOption;
import dev.faultline.cluster.result.RunResult.Density;
import dev.faultline.cluster.result.RunResult.Expectation;
import dev.faultline.cluster.result.RunResult.Fault;
import dev.faultline.cluster.result.RunResult.Foreground;
import dev.faultline.cluster.result.RunResult.Inputs;
import dev.faultline.cluster.result.RunResult.Limit;
import dev.faultline.cluster.result.RunResult.LoadSample;
import dev.faultline.cluster.result.RunResult.Loss;
import dev.faultline.cluster.result.RunResult.NodeRun;
import dev.faultline.cluster.result.RunResult.Point;
import dev.faultline.cluster.result.RunResult.Power;
import dev.faultline.cluster.result.RunResult.Protection;
import dev.faultline.cluster.result.RunResult.Rack;
import dev.faultline.cluster.result.RunResult.Rebuild;
import dev.faultline.cluster.result.RunResult.Redundancy;
import dev.faultline.cluster.result.RunResult.RedundancyPoint;
import dev.faultline.cluster.result.RunResult.Site;
import dev.faultline.cluster.result.RunResult.Span;
import dev.faultline.cluster.result.RunResult.StateChange;
import dev.faultline.cluster.result.RunResult.Survives;
import dev.faultline.cluster.result.RunResult.Throughput;
import dev.faultline.cluster.result.RunResult.TrafficPath;
import dev.faultline.cluster.result.RunResult.Utilisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A result that no simulator computed, of any size, for tests of the page: a rack is lost after one
 * hour, a drive after two, a node is out for twenty minutes after three, and the rebuild of the
 * rack takes {@code rebuildHours}. Its series agree with each other: what is stored is at some
 * redundancy at every instant, and what the rebuild takes, the clients miss.
 *
 * @param code of four parities, at most two strips in a domain
 */
record MadeUpRun(
        String scenario,
        String topology,
        int racks,
        int nodesPerRack,
        int drivesPerNode,
        int dataStrips,
        double rebuildHours) {

    static final double HOUR = 3600;
    private static final double HOURS = 24;
    private static final int STEPS = 240;
    private static final double DRIVE_BYTES = 122.88e12;
    private static final double DRIVE_READ = 14.0e9;
    private static final double NIC = 92.0e9;
    private static final double NODE_WATTS = 1450;

    /** 1,248 nodes with 12,480 drives. */
    static MadeUpRun exabyte() {
        return new MadeUpRun(
                "A rack burns while 160,000 GPUs read",
                "Exabyte on 1U boxes, one failure domain per rack",
                52,
                24,
                10,
                98,
                9.5);
    }

    /** 8 nodes with 32 drives. */
    static MadeUpRun lab() {
        return new MadeUpRun("A rack of the lab", "Lab, by hand", 8, 1, 4, 10, 2.5);
    }

    MadeUpRun named(String newScenario, String newTopology) {
        return new MadeUpRun(
                newScenario,
                newTopology,
                racks,
                nodesPerRack,
                drivesPerNode,
                dataStrips,
                rebuildHours);
    }

    int nodes() {
        return racks * nodesPerRack;
    }

    int drives() {
        return nodes() * drivesPerNode;
    }

    RunResult result() {
        double raw = drives() * DRIVE_BYTES;
        double efficiency = dataStrips / (dataStrips + 4.0);
        double usable = raw * efficiency * 0.9;
        double stored = usable * 0.8;
        double rackBytes = raw / racks * 0.8;
        return new RunResult(
                RunResult.FORMAT,
                scenario,
                topology,
                42,
                "9f3ac1d27be04415",
                HOURS * HOUR,
                1.84,
                48_211,
                new ClusterSize(nodes(), drives(), racks, racks, nodes()),
                protection(efficiency),
                new Capacity(raw, usable, usable, raw * 0.05, stored),
                throughput(),
                new Density(
                        racks,
                        nodes() * NODE_WATTS * 0.75,
                        nodes() * NODE_WATTS,
                        usable / (nodes() * NODE_WATTS / 1e6),
                        usable / racks),
                faults(rackBytes),
                rebuild(rackBytes),
                new Redundancy(1, 1, redundancy(stored)),
                new Loss(0, 0, List.of(), 0, 0, 0, 0),
                foreground(),
                utilisation(),
                List.of(
                        new Expectation("data-lost = 0 B", "0 B", true),
                        new Expectation(
                                "rebuild-time <= 12 h", hours(rebuildHours), rebuildHours <= 12),
                        new Expectation("foreground.training.min >= 80 %", "72 %", false)),
                new Power(nodes() * 1700.0, nodes() * 1200 * HOURS * HOUR, 2304.0, power()),
                paths(),
                site(),
                inputs(),
                List.of("Made up for tests: no simulator computed these numbers."),
                MadeUpMaintenance.result(),
                MadeUpDurability.result());
    }

    private Protection protection(double efficiency) {
        return new Protection(
                dataStrips + "+4",
                dataStrips,
                4,
                2,
                1,
                2,
                efficiency,
                true,
                3,
                List.of(
                        new CodeOption(dataStrips + "+4", 2, efficiency, dataStrips / 2.0),
                        new CodeOption(dataStrips / 2 + "+3", 1, 0.94, dataStrips / 2.0)),
                0);
    }

    private double maxRead() {
        return nodes() * NIC / 2;
    }

    private Throughput throughput() {
        double drives = drives() * DRIVE_READ;
        return new Throughput(
                maxRead(),
                maxRead() * 0.22,
                maxRead() * 0.4,
                640.0,
                "NIC out",
                "CPU",
                "write-buffer media",
                0.5,
                0.11,
                List.of(
                        new Limit("read", "NIC out", maxRead()),
                        new Limit("read", "NIC in", nodes() * NIC),
                        new Limit("read", "drive media", drives),
                        new Limit("write", "CPU", maxRead() * 0.22),
                        new Limit("write", "NIC out", maxRead() * 0.31),
                        new Limit("burst-write", "write-buffer media", maxRead() * 0.4)));
    }

    private List<Fault> faults(double rackBytes) {
        int perRack = nodesPerRack * drivesPerNode;
        return List.of(
                new Fault(
                        HOUR,
                        null,
                        "lose rack/" + lostRack(),
                        "lose",
                        perRack,
                        1_000_000,
                        rackBytes,
                        2 * nodesPerRack),
                new Fault(
                        2 * HOUR,
                        null,
                        "lose drive/r3/n0/d2",
                        "lose",
                        1,
                        4_000,
                        rackBytes / perRack,
                        0),
                new Fault(
                        3 * HOUR,
                        3 * HOUR + 1200,
                        "outage node/r5/n0",
                        "outage",
                        drivesPerNode,
                        40_000,
                        rackBytes / nodesPerRack,
                        2));
    }

    private int lostRack() {
        return racks / 3;
    }

    private double end() {
        return HOUR + 30 + rebuildHours * HOUR;
    }

    private Rebuild rebuild(double rackBytes) {
        double rate = rackBytes / (rebuildHours * HOUR);
        return new Rebuild(
                rackBytes,
                rackBytes * dataStrips / 2,
                rebuildHours * HOUR,
                rebuildHours * HOUR * 0.91,
                "NIC in",
                true,
                HOUR + 30,
                end(),
                0,
                null,
                List.of(new Survives(1, 2), new Survives(0, 4)),
                List.of(
                        new Point(0, 0),
                        new Point(HOUR + 30, rate),
                        new Point(3 * HOUR, rate * 0.97),
                        new Point(3 * HOUR + 1200, rate),
                        new Point(end(), 0)),
                List.of(
                        new Span(HOUR + 30, end() * 0.6, "NIC in"),
                        new Span(end() * 0.6, end(), "drive media")));
    }

    private List<RedundancyPoint> redundancy(double stored) {
        List<RedundancyPoint> points = new ArrayList<>();
        points.add(new RedundancyPoint(0, new double[] {0, 0, 0, 0, stored}, 0, 0));
        double hit = Math.min(1, (dataStrips + 4) / 2.0 / racks);
        for (int step = 0; step <= STEPS; step++) {
            double at = HOUR + (HOURS - 1) * HOUR * step / STEPS;
            double left = Math.max(0, 1 - Math.max(0, at - HOUR - 30) / (rebuildHours * HOUR));
            double two = stored * hit * left;
            double one = at > 3 * HOUR && at < 3 * HOUR + 1200 ? two * 0.08 : 0;
            double three = one == 0 ? 0 : (stored - two) * 0.08;
            points.add(
                    new RedundancyPoint(
                            at,
                            new double[] {0, one, two - one, three, stored - two - three},
                            0,
                            0));
        }
        return points;
    }

    private List<Foreground> foreground() {
        double reads = maxRead() * 0.7;
        double writes = maxRead() * 0.08;
        List<Point> bursts = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            bursts.add(new Point(hour * HOUR, writes));
            bursts.add(new Point(hour * HOUR + 600, 0));
        }
        return List.of(
                new Foreground(
                        "training",
                        "reads",
                        reads,
                        reads * 0.72,
                        reads * 0.88,
                        List.of(
                                new Point(0, reads),
                                new Point(HOUR, reads * 0.72),
                                new Point(3 * HOUR, reads * 0.74),
                                new Point(end(), reads * 0.98)),
                        List.of(new Point(0, reads))),
                new Foreground("checkpoints", "writes", writes, writes, writes, bursts, bursts));
    }

    private List<Utilisation> utilisation() {
        return List.of(
                usage("NIC in", 0.62, 1.0, 0.45),
                usage("NIC out", 0.55, 0.93, 0.5),
                usage("drive media", 0.38, 0.97, 0.3),
                usage("CPU", 0.2, 0.44, 0.18),
                usage("write-buffer media", 0.05, 0.2, 0.05),
                usage("uplink out", 0.3, 0.7, 0.3));
    }

    private Utilisation usage(String resource, double during, double peak, double calm) {
        return new Utilisation(
                resource,
                during * rebuildHours / HOURS + calm * (1 - rebuildHours / HOURS),
                peak,
                List.of(new Point(0, calm), new Point(HOUR, during), new Point(end(), calm)),
                List.of(
                        new Point(0, calm * 1.1),
                        new Point(HOUR, peak),
                        new Point(end(), calm * 1.1)));
    }

    private List<Point> power() {
        double site = nodes() * NODE_WATTS * 1.2;
        return List.of(
                new Point(0, site * 0.78),
                new Point(HOUR, site * 0.84),
                new Point(end(), site * 0.76));
    }

    private List<TrafficPath> paths() {
        double read = maxRead();
        double write = maxRead() * 0.22;
        double rebuild = maxRead() * 0.3;
        double each = dataStrips / 2.0;
        return List.of(
                new TrafficPath("read", "drives", "owners' NICs out", read * 0.99, 0.5),
                new TrafficPath("read", "drives", "front ends", read * 0.01, 0.2),
                new TrafficPath(
                        "read", "owners' NICs out", "front ends' NICs in", read * 0.99, 0.5),
                new TrafficPath("read", "front ends' NICs in", "front ends", read * 0.99, 0.5),
                new TrafficPath("read", "front ends", "front ends' NICs out", read, 1.0),
                new TrafficPath("read", "front ends' NICs out", "clients", read, 0.0),
                new TrafficPath("write", "clients", "front ends' NICs in", write, 0.3),
                new TrafficPath("write", "front ends' NICs in", "front ends", write, 1.0),
                new TrafficPath("write", "front ends", "write buffers", write * 8 / 6, 0.4),
                new TrafficPath("write", "write buffers", "destagers", write, 0.4),
                new TrafficPath("write", "destagers", "target drives", write * 1.04, 0.3),
                new TrafficPath("rebuild", "surviving drives", "NICs out", rebuild, 0.7),
                new TrafficPath("rebuild", "NICs out", "rebuilders", rebuild, 1.0),
                new TrafficPath("rebuild", "rebuilders", "target drives", rebuild / each, 0.1));
    }

    private Site site() {
        List<Rack> map = new ArrayList<>();
        for (int rack = 0; rack < racks; rack++) {
            map.add(
                    new Rack(
                            rack,
                            nodesPerRack,
                            nodesPerRack * NODE_WATTS,
                            List.of(
                                    new NodeRun(
                                            "storage",
                                            "ebox-1u",
                                            nodesPerRack,
                                            drivesPerNode,
                                            1))));
        }
        return new Site(
                "rack",
                42,
                40_000.0,
                map,
                List.of(
                        new StateChange(HOUR, "rack/" + lostRack(), "lost"),
                        new StateChange(2 * HOUR, "drive/r3/n0/d2", "lost"),
                        new StateChange(2 * HOUR, "buffer/r2/n0/b1", "lost"),
                        new StateChange(3 * HOUR, "node/r5/n0", "out"),
                        new StateChange(3 * HOUR + 1200, "node/r5/n0", "works")),
                samples());
    }

    private List<LoadSample> samples() {
        List<LoadSample> samples = new ArrayList<>();
        DoubleUnaryOperator driveLoad = at -> at < HOUR || at > end() ? 30 : 62;
        DoubleUnaryOperator nicLoad = at -> at < HOUR || at > end() ? 50 : 88;
        for (int step = 0; step < 120; step++) {
            double at = HOURS * HOUR * step / 120;
            samples.add(
                    new LoadSample(
                            at,
                            around(drives(), driveLoad.applyAsDouble(at), 1),
                            around(nodes(), nicLoad.applyAsDouble(at), 2)));
        }
        return samples;
    }

    /** A few percent apart from part to part, as placement leaves them. */
    private static byte[] around(int count, double load, long seed) {
        Random random = new Random(seed);
        byte[] busy = new byte[count];
        for (int i = 0; i < count; i++) {
            busy[i] = (byte) Math.clamp(Math.round(load + random.nextGaussian() * 4), 0, 100);
        }
        return busy;
    }

    private Inputs inputs() {
        return new Inputs(
                "faultline run scenarios/lose-rack.yaml --seed 42",
                "topologies/exabyte.yaml",
                "name: %s\nsite: {power: 4 MW, pue: 1.2}\nnodes:\n  - group: storage\n"
                        .formatted(topology),
                "scenarios/lose-rack.yaml",
                "name: %s\ntimeline:\n  - {at: 1 h, lose: rack/%d}\n"
                        .formatted(scenario, lostRack()),
                List.of(
                        new CatalogRow(
                                "drive",
                                "qlc-122",
                                "122.88 TB, 14.0 GB/s read, 25 W",
                                "https://example.com/datasheet.pdf, page 2",
                                "datasheet",
                                "2026-03"),
                        new CatalogRow(
                                "nic",
                                "nic-2x400g",
                                "2 x 400 Gb/s, PCIe 5.0 x16",
                                "Product brief",
                                "estimate",
                                null)));
    }

    private static String hours(double hours) {
        return hours + " h";
    }
}
