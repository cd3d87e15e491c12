package dev.faultline.cluster.cli;

import dev.faultline.cluster.expansion.Expansion;
import dev.faultline.cluster.expansion.Expansion.GrownProposal;
import dev.faultline.cluster.expansion.GrowthCheck;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.report.ExpansionText;
import dev.faultline.cluster.report.JsonReport;
import dev.faultline.cluster.report.html.ExpansionPage;
import dev.faultline.cluster.result.ExpansionResult;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyFile.Nodes;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.RefusedArgument;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline expand}: what moves when a cluster grows, and how long it takes. */
@Command(
        name = "expand",
        mixinStandardHelpOptions = true,
        description = {
            "What must move when a cluster grows, how long that takes, and what clients keep meanwhile.",
            "Each topology must be the one before it with more nodes, racks or failure domains. The code of"
                    + " the first stays; what a better one would take is said besides."
        },
        footer = {
            "",
            "Exit code: 0 answered, 2 bad input.",
            "",
            "Examples:",
            "  faultline expand topologies/driving-50pb.yaml topologies/driving-100pb.yaml \\",
            "      topologies/driving-300pb.yaml topologies/driving-1eb.yaml --html growth.html",
            "  faultline expand topologies/driving-50pb.yaml --to-domains 12,24,48 --reads '640 GB/s'",
            "  faultline expand topologies/mai-130pb-ebox.yaml --to-domains 52 --set site.power='2 MW' \\",
            "      --share '50 %%' --json expansion.json"
        })
public final class ExpandCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FROM", description = "The topology that is there.")
    private Path from = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "TO",
            description = "Topologies that it grows to, one after the other.")
    private List<Path> to = List.of();

    @Option(
            names = "--to-domains",
            paramLabel = "N",
            split = ",",
            description =
                    "Grows FROM's first group to so many failure domains, one number for each step.")
    private List<Integer> toDomains = List.of();

    @Option(
            names = "--share",
            description = "What moving is guaranteed of every resource (${DEFAULT-VALUE}).")
    private String share = "30 %";

    @Option(
            names = "--fill",
            description = "How full the cluster is before each step (${DEFAULT-VALUE}).")
    private String fill = "80 %";

    @Option(
            names = "--reads",
            paramLabel = "RATE",
            description = "What clients read; left out, all that they can get.")
    private @Nullable String reads;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replaces a value in every topology.")
    private List<String> settings = List.of();

    @Option(names = "--seed", description = "What all draws follow from (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result; - for stdout.")
    private @Nullable String json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes one self-contained page with charts.")
    private @Nullable Path html;

    @Override
    public Integer call() {
        Expansion.Terms terms = terms();
        OutputFile.checkAll(json, html == null ? null : html.toString());
        ExpansionResult result = Expansion.of(proposals(), terms);
        PrintWriter out = spec.commandLine().getOut();
        if ("-".equals(json)) {
            out.println(JsonReport.of(result));
        } else {
            out.print(ExpansionText.of(result));
        }
        out.flush();
        if (json != null && !json.equals("-")) {
            OutputFile.write(Path.of(json), JsonReport.of(result) + "\n");
        }
        if (html != null) {
            OutputFile.write(html, ExpansionPage.text(result, Typed.text(spec)));
        }
        return 0;
    }

    private Expansion.Terms terms() {
        double guaranteed = parsed("--share", share, Ratio::parse).fraction();
        double filled = parsed("--fill", fill, Ratio::parse).fraction();
        if (!(guaranteed > 0 && guaranteed <= 1)) {
            throw new RefusedArgument(
                    "--share %s: accepted is more than 0 %% and at most 100 %%".formatted(share));
        }
        if (!(filled > 0 && filled <= 1)) {
            throw new RefusedArgument(
                    "--fill %s: accepted is more than 0 %% and at most 100 %%".formatted(fill));
        }
        double asked =
                reads == null
                        ? Double.POSITIVE_INFINITY
                        : parsed("--reads", reads, DataRate::parse).bytesPerSecond();
        return new Expansion.Terms(filled, guaranteed, asked, seed);
    }

    private static <T> T parsed(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedArgument(option + ": " + e.getMessage(), e);
        }
    }

    private List<GrownProposal> proposals() {
        if (to.isEmpty() == toDomains.isEmpty()) {
            throw new RefusedArgument(
                    "say what it grows to: topologies after the first, or --to-domains 16,32");
        }
        Problems problems = new Problems();
        List<Setting> all = settings.stream().map(Setting::parse).toList();
        List<@Nullable GrownProposal> read = new ArrayList<>();
        read.add(read(from, all, problems));
        GrownProposal first = read.getFirst();
        for (Path file : to) {
            read.add(read(file, all, problems));
        }
        if (first != null) {
            for (int domains : toDomains) {
                List<Setting> grown = new ArrayList<>(all);
                grown.add(Setting.parse(domainsOf(first.proposal()) + "=" + domains));
                read.add(read(from, grown, problems));
            }
        }
        problems.throwIfAny();
        List<GrownProposal> proposals = new ArrayList<>();
        for (GrownProposal proposal : read) {
            if (proposal != null) {
                proposals.add(proposal);
            }
        }
        GrowthCheck.check(proposals, problems);
        problems.throwIfAny();
        return proposals;
    }

    private static @Nullable GrownProposal read(
            Path file, List<Setting> settings, Problems problems) {
        Proposal proposal = new TopologyReader(Home.catalog()).read(file, settings, problems);
        ProtectionPlan plan =
                proposal == null
                        ? null
                        : ProtectionPlanner.plan(proposal.bound(), proposal.cluster(), problems);
        return proposal == null || plan == null ? null : new GrownProposal(proposal, plan);
    }

    private static String domainsOf(Proposal proposal) {
        return proposal.file().nodes().stream()
                .filter(nodes -> nodes.inRacksOf() == null)
                .map(Nodes::group)
                .map(group -> "nodes." + group + ".failure-domains")
                .findFirst()
                .orElseThrow();
    }
}
