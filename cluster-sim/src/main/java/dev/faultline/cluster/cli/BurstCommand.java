package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.ClusterLayout;
import dev.faultline.cluster.durability.burst.BurstLayout;
import dev.faultline.cluster.durability.burst.BurstProbability;
import dev.faultline.cluster.durability.burst.BurstTable;
import dev.faultline.cluster.report.BurstText;
import dev.faultline.cluster.report.JsonReport;
import dev.faultline.node.units.RefusedArgument;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
            "  faultline burst --grid 40x800 --network 9+1 --local 9+1 --failures 60 --racks 40 --map"
        })
public final class BurstCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

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

    @Option(names = "--racks", description = "Racks they lie in; left out: every number of racks.")
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

    /** What {@code --json} writes. */
    public record Output(String format, String layout, List<Cell> cells) {

        /** Raised when a reader of the old one would misread the new. */
        public static final String FORMAT = "faultline-burst/1";
    }

    /** One burst; {@code samples} is 0 where the probability is exact. */
    public record Cell(
            int failures, int racks, double probability, double low, double high, long samples) {}

    @Override
    public Integer call() {
        BurstLayout layout = grid == null ? ofTopology() : ofGrid();
        List<BurstProbability> cells = cells(layout);
        Output output =
                new Output(
                        Output.FORMAT,
                        BurstText.describe(layout),
                        cells.stream().map(BurstCommand::cell).toList());
        PrintWriter out = spec.commandLine().getOut();
        if ("-".equals(json)) {
            out.println(JsonReport.of(output));
        } else {
            out.print(BurstText.of(layout, cells));
        }
        out.flush();
        if (json != null && !json.equals("-")) {
            OutputFile.write(Path.of(json), JsonReport.of(output) + "\n");
        }
        return 0;
    }

    private List<BurstProbability> cells(BurstLayout layout) {
        if (failures < 1) {
            throw new RefusedArgument(
                    "--failures %d: at least one drive fails".formatted(failures));
        }
        if (!map && racks != null) {
            return List.of(BurstTable.single(layout, failures, racks, seed));
        }
        int most = racks == null ? failures : racks;
        BurstTable table = BurstTable.of(layout, failures, most, seed);
        List<BurstProbability> cells =
                table.cells().stream().filter(cell -> map || cell.failures() == failures).toList();
        if (cells.isEmpty()) {
            throw new RefusedArgument(
                    "%d failed drives do not fit into %d racks of %d drives"
                            .formatted(failures, layout.racks(), layout.drivesPerRack()));
        }
        return cells;
    }

    private BurstLayout ofTopology() {
        if (topology == null) {
            throw new RefusedArgument("say a TOPOLOGY, or --grid RACKSxDRIVES");
        }
        if (local != null || network != null || pool != null || declustered) {
            throw new RefusedArgument(
                    "--local, --network, --pool and --declustered go with --grid; a topology has its own code");
        }
        ClusterLayout cluster = TopologyArgument.read(topology, null, settings).question().layout();
        return new BurstLayout.Scattered(
                cluster.domains(),
                cluster.drives() / cluster.domains(),
                cluster.code().strips(),
                cluster.code().lossGiven(),
                cluster.groups());
    }

    private BurstLayout ofGrid() {
        int[] size = pair(String.valueOf(grid), "x", "--grid", "40x800");
        if (local == null && network == null) {
            throw new RefusedArgument("--grid needs --local or --network, or both");
        }
        int[] inner = local == null ? new int[] {1, 0} : pair(local, "\\+", "--local", "8+2");
        int poolDrives = pool == null ? inner[0] + inner[1] : pool;
        if (poolDrives < inner[0] + inner[1]) {
            throw new RefusedArgument(
                    "--pool %d must hold a stripe of %s (%d strips)"
                            .formatted(poolDrives, local, inner[0] + inner[1]));
        }
        if (network == null) {
            return new BurstLayout.LocalPools(size[0], size[1], poolDrives, inner[1]);
        }
        int[] outer = pair(network, "\\+", "--network", "8+2");
        return declustered
                ? new BurstLayout.NetworkDeclustered(
                        size[0], size[1], outer[1], poolDrives, inner[1])
                : new BurstLayout.NetworkClustered(
                        size[0], size[1], outer[0] + outer[1], outer[1], poolDrives, inner[1]);
    }

    private static int[] pair(String text, String separator, String option, String example) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.split(separator, -1)) {
            if (part.strip().matches("[0-9]{1,6}")) {
                numbers.add(Integer.parseInt(part.strip()));
            }
        }
        if (numbers.size() != 2 || text.split(separator, -1).length != 2) {
            throw new RefusedArgument(
                    "%s %s: accepted is such as %s".formatted(option, text, example));
        }
        return new int[] {numbers.getFirst(), numbers.getLast()};
    }

    private static Cell cell(BurstProbability cell) {
        long samples = cell instanceof BurstProbability.Sampled sampled ? sampled.samples() : 0;
        return new Cell(
                cell.failures(),
                cell.racks(),
                cell.probability(),
                cell.low(),
                cell.high(),
                samples);
    }
}
