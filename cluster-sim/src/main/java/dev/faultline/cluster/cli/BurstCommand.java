package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.ClusterLayout;
import dev.faultline.cluster.durability.ClusterQuestion;
import dev.faultline.cluster.durability.burst.BurstLayout;
import dev.faultline.cluster.durability.burst.BurstProbability;
import dev.faultline.cluster.durability.burst.BurstTable;
import dev.faultline.cluster.report.BurstText;
import dev.faultline.cluster.report.JsonReport;
import dev.faultline.cluster.report.html.BurstPage;
import dev.faultline.cluster.result.BurstResult;
import dev.faultline.cluster.result.DurabilityResult.Subject;
import dev.faultline.node.units.RefusedArgument;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline burst}: many drives fail at once; is a stripe lost? */
@Command(
        name = "burst",
        mixinStandardHelpOptions = true,
        description = {
            "How likely data is lost when F drives fail at once, in exactly R racks.",
            "The layout is a topology's, or a grid of equal racks with local codes (--local),"
                    + " network codes (--network), or network codes over local ones (both)."
        },
        footer = {
            "",
            "Exit code: 0 answered, 2 bad input.",
            "",
            "Examples:",
            "  faultline burst topologies/mai-exabyte-ebox.yaml --failures 20",
            "  faultline burst --grid 40x800 --local 8+2 --failures 4 --racks 2",
            "  faultline burst --grid 40x800 --network 9+1 --local 9+1 --failures 60 --racks 40 --map",
            "  faultline burst topologies/gcp-z3-8-domains.yaml --failures 60 --html burst.html"
        })
public final class BurstCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Of the topology; null for a grid. */
    private @Nullable String name;

    /** What drives lie in. */
    private String place = "rack";

    @Parameters(paramLabel = "TOPOLOGY", arity = "0..1", description = "A topology file.")
    private @Nullable Path topology;

    @Option(
            names = "--grid",
            description = "Racks x drives, such as 40x800, instead of a topology.")
    private @Nullable String grid;

    @Option(names = "--local", description = "A code inside a rack, such as 8+2.")
    private @Nullable String local;

    @Option(
            names = "--pool",
            description = "Drives of a local pool; wider than the code is declustered.")
    private @Nullable Integer pool;

    @Option(names = "--network", description = "A code across racks, such as 8+2.")
    private @Nullable String network;

    @Option(
            names = "--declustered",
            description = "Network stripes use every combination of racks, not fixed sets.")
    private boolean declustered;

    @Option(names = "--failures", required = true, description = "Drives that fail at once.")
    private int failures;

    @Option(
            names = "--racks",
            description =
                    "Racks (of a topology: failure domains) they lie in; left out: every number.")
    private @Nullable Integer racks;

    @Option(names = "--map", description = "All failures up to F and all racks up to R.")
    private boolean map;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Behind topology.: replaces a value of the topology.")
    private List<String> settings = List.of();

    @Option(names = "--seed", description = "What all draws follow from (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result; - for stdout.")
    private @Nullable String json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes one self-contained page with the map, as --map has it.")
    private @Nullable Path html;

    @Override
    public Integer call() {
        OutputFile.checkAll(json, html == null ? null : html.toString());
        if (failures < 1) {
            throw new RefusedArgument(
                    "--failures %d: at least one drive fails".formatted(failures));
        }
        BurstLayout layout = grid == null ? ofTopology() : ofGrid();
        try (Interrupt interrupt = Interrupt.caught()) {
            print(result(layout, interrupt), interrupt);
        }
        return 0;
    }

    private BurstResult result(BurstLayout layout, Interrupt interrupt) {
        boolean wholeMap = map || html != null;
        if (!wholeMap && racks != null) {
            BurstProbability one = BurstTable.single(layout, failures, racks, seed);
            return result(layout, List.of(one.cell()), true);
        }
        int most = racks == null ? failures : racks;
        int size = BurstTable.size(layout, failures, most);
        List<BurstResult.Cell> cells;
        PrintWriter err = spec.commandLine().getErr();
        try (RowProgress progress = new RowProgress(err, "bursts", size)) {
            cells =
                    BurstTable.of(
                                    layout,
                                    failures,
                                    most,
                                    seed,
                                    () -> {
                                        progress.done();
                                        return !interrupt.asked();
                                    })
                            .cells()
                            .stream()
                            .map(BurstProbability::cell)
                            .toList();
        }
        return result(layout, cells, cells.size() == size);
    }

    private BurstResult result(BurstLayout layout, List<BurstResult.Cell> cells, boolean complete) {
        return new BurstResult(
                BurstResult.FORMAT,
                layout.describe(place),
                cells,
                name,
                place,
                layout.racks(),
                layout.drivesPerRack(),
                new BurstResult.Asked(failures, racks),
                complete);
    }

    private void print(BurstResult result, Interrupt interrupt) {
        BurstResult asked = map ? result : result.with(askedCells(result));
        if (asked.cells().isEmpty() && !interrupt.asked()) {
            throw new RefusedArgument(
                    "%d failed drives do not fit into %d %ss of %d drives"
                            .formatted(
                                    failures, result.rackCount(), place, result.drivesPerRack()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if ("-".equals(json)) {
            out.println(JsonReport.of(asked));
        } else {
            out.print(map ? BurstText.map(asked) : BurstText.of(asked));
        }
        out.flush();
        if (!result.complete()) {
            spec.commandLine().getErr().println("interrupted: these bursts were known");
            spec.commandLine().getErr().flush();
        }
        if (json != null && !json.equals("-")) {
            OutputFile.write(Path.of(json), JsonReport.of(asked) + "\n");
        }
        if (html != null) {
            OutputFile.write(html, BurstPage.text(result, Typed.text(spec)));
        }
    }

    private List<BurstResult.Cell> askedCells(BurstResult result) {
        return result.cells().stream()
                .filter(cell -> cell.failures() == failures)
                .filter(cell -> racks == null || cell.racks() == racks)
                .toList();
    }

    private BurstLayout ofTopology() {
        if (topology == null) {
            throw new RefusedArgument("say a TOPOLOGY, or --grid RACKSxDRIVES");
        }
        if (local != null || network != null || pool != null || declustered) {
            throw new RefusedArgument(
                    "--local, --network, --pool and --declustered go with --grid; a topology has its own code");
        }
        ClusterQuestion asked = TopologyArgument.read(topology, null, settings);
        Subject subject = asked.subject();
        Integer racksKnown = subject.racks();
        name = subject.name();
        if (racksKnown == null || racksKnown != subject.failureDomains()) {
            place = "failure domain";
        }
        ClusterLayout cluster = asked.layout();
        return new BurstLayout.Scattered(
                cluster.domains(),
                cluster.drives() / cluster.domains(),
                cluster.code().strips(),
                cluster.code().lossGiven(),
                cluster.groups());
    }

    private BurstLayout ofGrid() {
        int[] size = IntPair.parse(String.valueOf(grid), "x", "--grid", "40x800");
        if (local == null && network == null) {
            throw new RefusedArgument("--grid needs --local or --network, or both");
        }
        int[] inner =
                local == null ? new int[] {1, 0} : IntPair.parse(local, "+", "--local", "8+2");
        int poolDrives = pool == null ? inner[0] + inner[1] : pool;
        if (poolDrives < inner[0] + inner[1]) {
            throw new RefusedArgument(
                    "--pool %d must hold a stripe of %s (%d strips)"
                            .formatted(poolDrives, local, inner[0] + inner[1]));
        }
        if (network == null) {
            return new BurstLayout.LocalPools(size[0], size[1], poolDrives, inner[1]);
        }
        int[] outer = IntPair.parse(network, "+", "--network", "8+2");
        return declustered
                ? new BurstLayout.NetworkDeclustered(
                        size[0], size[1], outer[1], poolDrives, inner[1])
                : new BurstLayout.NetworkClustered(
                        size[0], size[1], outer[0] + outer[1], outer[1], poolDrives, inner[1]);
    }
}
