package dev.faultline.cluster.cli;

import dev.faultline.cluster.compare.Candidate;
import dev.faultline.cluster.compare.Comparison;
import dev.faultline.cluster.compare.Comparison.Named;
import dev.faultline.cluster.compare.Comparison.Piece;
import dev.faultline.cluster.compare.Scaling;
import dev.faultline.cluster.compare.ServiceReview;
import dev.faultline.cluster.protection.ProtectionPlan;
import dev.faultline.cluster.protection.ProtectionPlanner;
import dev.faultline.cluster.report.ComparisonCsv;
import dev.faultline.cluster.report.ComparisonText;
import dev.faultline.cluster.report.JsonReport;
import dev.faultline.cluster.report.html.ComparisonPage;
import dev.faultline.cluster.result.ComparisonResult;
import dev.faultline.cluster.result.ComparisonResult.ServiceResult;
import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.ServiceTier;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.RefusedArgument;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline compare}: proposals and services in one frame. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares proposals, and managed services with them, by the same definitions:",
            "capacity, throughput and what binds it, density, power, rebuilds, durability, cost."
        },
        footer = {
            "",
            "Exit code: 0 compared, 2 bad input.",
            "",
            "Examples:",
            "  faultline compare topologies/gcp-z3-8-domains.yaml topologies/azure-lsv4-3-domains.yaml",
            "  faultline compare topologies/compare/z3-*-domains.yaml",
            "  faultline compare topologies/*.yaml --usable '10 PB' --reference 'azure-managed-lustre-*' \\",
            "      --html comparison.html --csv comparison.csv",
            "  faultline compare topologies/mai-130pb-ebox.yaml --prices quotation.yaml",
            "  faultline compare topologies/mai-130pb-ebox.yaml --set cost.price-date=3Q25"
        })
final class CompareCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "TOPOLOGY", arity = "1..*", description = "Topology files.")
    private List<Path> files = List.of();

    @Option(
            names = "--reference",
            paramLabel = "SERVICE",
            arity = "1..*",
            description =
                    "Services of the catalog (faultline catalog services) to set beside them; * stands"
                            + " for any characters.")
    private List<String> references = List.of();

    @Option(
            names = "--usable",
            paramLabel = "SIZE",
            description =
                    "Brings all to one usable capacity, such as '10 PB', in whole domains and nodes;"
                            + " without it services take that of the first proposal.")
    private @Nullable String usable;

    @Mixin private PricesOption prices = new PricesOption();

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replaces a value of every topology.")
    private List<String> settings = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result; - for stdout.")
    private @Nullable String json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Writes all rows; - for stdout.")
    private @Nullable String csv;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes one self-contained page with charts.")
    private @Nullable Path html;

    @Option(
            names = "--threads",
            description = "Work done at once; the result does not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() {
        OutputFile.checkAll(csv, json, html == null ? null : html.toString());
        Double size = size();
        Catalog catalog = Home.catalog();
        Problems problems = new Problems();
        PriceBook book = prices.over(catalog, problems);
        List<ServiceTier> tiers = tiers(catalog);
        TopologyReader reader = new TopologyReader(catalog);
        List<Named> candidates = candidates(reader, book, size, problems);
        problems.throwIfAny();
        double common = size == null ? candidates.getFirst().candidate().usableBytes() : size;
        List<ServiceResult> services =
                tiers.stream().map(tier -> ServiceReview.of(tier, common, book)).toList();
        Comparison comparison = new Comparison(reader, book, candidates);
        List<Piece> pieces = comparison.pieces();
        print(
                comparison.result(
                        pieces, answers(comparison, pieces), services, size, Typed.text(spec)));
        return 0;
    }

    private @Nullable Double size() {
        if (usable == null) {
            return null;
        }
        try {
            double bytes = DataSize.parse(usable).bytes();
            if (bytes > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedArgument("--usable: " + e.getMessage(), e);
        }
        throw new RefusedArgument("--usable must be more than zero, such as '10 PB'");
    }

    private List<ServiceTier> tiers(Catalog catalog) {
        List<ServiceTier> tiers = new ArrayList<>();
        for (String wanted : references) {
            if (!wanted.contains("*")) {
                tiers.add(tier(catalog, wanted));
                continue;
            }
            List<ServiceTier> matching =
                    catalog.services().rows().stream()
                            .filter(tier -> Glob.matches(wanted, tier.key()))
                            .toList();
            if (matching.isEmpty()) {
                throw new RefusedArgument(
                        "--reference %s matches no service (faultline catalog services lists them)"
                                .formatted(wanted));
            }
            tiers.addAll(matching);
        }
        return tiers.stream().distinct().toList();
    }

    private static ServiceTier tier(Catalog catalog, String wanted) {
        try {
            return catalog.services().get(wanted);
        } catch (IllegalArgumentException e) {
            throw new RefusedArgument("--reference: " + e.getMessage(), e);
        }
    }

    private List<Named> candidates(
            TopologyReader reader, PriceBook book, @Nullable Double size, Problems problems) {
        List<Setting> values = settings.stream().map(Setting::parse).toList();
        List<Named> candidates = new ArrayList<>();
        for (Path file : files) {
            Candidate candidate = read(file, values, reader, book, problems);
            if (candidate != null && size != null) {
                candidate = Scaling.to(size, candidate, reader, problems);
            }
            if (candidate != null) {
                candidates.add(new Named(label(file), candidate));
            }
        }
        return candidates;
    }

    private static @Nullable Candidate read(
            Path file,
            List<Setting> values,
            TopologyReader reader,
            PriceBook book,
            Problems problems) {
        int before = problems.count();
        Proposal proposal = reader.read(file, values, problems);
        if (proposal == null) {
            return null;
        }
        ProtectionPlan plan =
                ProtectionPlanner.plan(proposal.bound(), proposal.cluster(), problems);
        book.check(proposal.bound(), problems);
        return plan == null || problems.count() > before
                ? null
                : new Candidate(proposal, plan, List.of());
    }

    private static String label(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString().replaceFirst("\\.ya?ml$", "");
    }

    private List<Object> answers(Comparison comparison, List<Piece> pieces) {
        PrintWriter err = spec.commandLine().getErr();
        try (RowProgress progress = new RowProgress(err, "answers", pieces.size())) {
            return Parallel.map(
                    pieces,
                    threads,
                    (index, piece) -> {
                        Object answer = comparison.answer(piece);
                        progress.done();
                        return answer;
                    });
        }
    }

    private void print(ComparisonResult result) {
        PrintWriter out = spec.commandLine().getOut();
        Terminal terminal = Terminal.ofStdout();
        if ("-".equals(json)) {
            out.println(JsonReport.of(result));
        } else if ("-".equals(csv)) {
            out.print(ComparisonCsv.text(result));
        } else {
            out.print(ComparisonText.of(result, terminal.colour(), terminal.width()));
        }
        out.flush();
        if (csv != null && !csv.equals("-")) {
            OutputFile.write(Path.of(csv), ComparisonCsv.text(result));
        }
        if (json != null && !json.equals("-")) {
            OutputFile.write(Path.of(json), JsonReport.of(result) + "\n");
        }
        if (html != null) {
            OutputFile.write(html, ComparisonPage.text(result));
        }
    }
}
