package dev.faultline.cluster.cli;

import dev.faultline.cluster.preflight.EnvironmentFile;
import dev.faultline.cluster.preflight.Finding;
import dev.faultline.cluster.preflight.LiveCheck;
import dev.faultline.cluster.preflight.Preflight;
import dev.faultline.cluster.preflight.Severity;
import dev.faultline.cluster.topology.Cluster;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.cluster.topology.TopologyReader;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.ConfigFile;
import dev.faultline.node.config.Problems;
import dev.faultline.node.units.RefusedArgument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code faultline preflight}: a deployment's preconditions, before anything is bought. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        description =
                "Checks whether an environment has what a topology needs: quota, domains, addresses,"
                        + " firewall, permissions, maintenance settings.",
        footer = {
            "",
            "Exit code: 0 nothing stands in the way, 1 something does, 2 bad input.",
            "",
            "Examples:",
            "  faultline preflight topologies/gcp-z3-8-domains.yaml \\",
            "      --environment topologies/environments/gcp.yaml",
            "  faultline preflight topologies/azure-lsv4-3-domains.yaml \\",
            "      --environment topologies/environments/azure.yaml --live r1/n3=http://127.0.0.1:9000"
        })
public final class PreflightCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "TOPOLOGY", description = "What is to be deployed.")
    private Path topology = Path.of("");

    @Option(
            names = "--environment",
            required = true,
            paramLabel = "FILE",
            description = "What there is: topologies/environments/ has one for each cloud.")
    private Path environment = Path.of("");

    @Option(
            names = "--live",
            paramLabel = "[rR/nN=]URL",
            description =
                    "Asks a running metadata service, and compares its VM with the topology, or with the"
                            + " node that it is to be.")
    private List<String> live = List.of();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the findings; - for stdout.")
    private @Nullable String json;

    @Option(names = "--notes", description = "Prints also what is as it should be.")
    private boolean notes;

    @Override
    public Integer call() throws InterruptedException {
        if (json != null && !json.equals("-")) {
            OutputFile.check(Path.of(json));
        }
        Problems problems = new Problems();
        Bound<EnvironmentFile> bound =
                ConfigFile.read(environment, EnvironmentFile.class, List.of(), problems);
        Proposal proposal = new TopologyReader(Home.catalog()).read(topology, List.of(), problems);
        problems.throwIfAny();
        if (bound == null || proposal == null) {
            throw new IllegalStateException("a problem was not reported");
        }
        List<Finding> findings = new ArrayList<>(Preflight.of(proposal, bound.value()));
        for (String target : live) {
            findings.addAll(ask(proposal, bound.value(), target));
        }
        findings = Preflight.sorted(findings);
        report(proposal, bound.value(), findings);
        return findings.stream().anyMatch(one -> one.severity() == Severity.BLOCKER) ? 1 : 0;
    }

    private static List<Finding> ask(Proposal proposal, EnvironmentFile environment, String target)
            throws InterruptedException {
        int equals = target.startsWith("http:") ? -1 : target.indexOf('=');
        String url = target.substring(equals + 1);
        int node = equals < 0 ? -1 : index(proposal.cluster(), target.substring(0, equals));
        try (LiveGuests guests = new LiveGuests()) {
            return LiveCheck.of(
                    proposal, environment, guests.ask(environment.provider(), url), node);
        } catch (IOException e) {
            String why = e.getMessage() == null ? "Nothing answers there." : e.getMessage();
            return List.of(LiveCheck.unreachable(url, why));
        }
    }

    private static int index(Cluster cluster, String node) {
        String name = node.startsWith("node/") ? node : "node/" + node;
        for (int i = 0; i < cluster.nodeCount(); i++) {
            if (cluster.nodeName(i).equals(name)) {
                return i;
            }
        }
        throw new RefusedArgument(
                "--live: no node '%s'; there are %s to %s"
                        .formatted(
                                node,
                                cluster.nodeName(0),
                                cluster.nodeName(cluster.nodeCount() - 1)));
    }

    private void report(Proposal proposal, EnvironmentFile environment, List<Finding> findings) {
        String text = text(new Report(proposal.name(), environment.name(), findings));
        PrintWriter out = spec.commandLine().getOut();
        if ("-".equals(json)) {
            out.println(text);
        } else {
            print(proposal, environment, findings, out);
        }
        out.flush();
        if (json != null && !json.equals("-")) {
            OutputFile.write(Path.of(json), text + "\n");
        }
    }

    private void print(
            Proposal proposal,
            EnvironmentFile environment,
            List<Finding> findings,
            PrintWriter out) {
        out.println(proposal.name() + ", in " + environment.name());
        for (Finding finding : findings) {
            if (finding.severity() != Severity.NOTE || notes) {
                out.printf(
                        Locale.ROOT,
                        "  %-8s %-12s %s: %s%n",
                        word(finding.severity()),
                        finding.check(),
                        finding.subject(),
                        finding.reason());
                if (!finding.remedy().isEmpty()) {
                    out.printf(Locale.ROOT, "  %21s %s%n", "->", finding.remedy());
                }
                out.printf(Locale.ROOT, "  %21s [%s]%n", "", finding.source());
            }
        }
        out.printf(
                Locale.ROOT,
                "%s; %s; %s%s%n",
                count(findings, Severity.BLOCKER),
                count(findings, Severity.WARNING),
                count(findings, Severity.NOTE),
                notes ? "" : " (--notes shows them)");
    }

    private static String count(List<Finding> findings, Severity severity) {
        long count = findings.stream().filter(one -> one.severity() == severity).count();
        return "%d %s%s".formatted(count, word(severity), count == 1 ? "" : "s");
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Report report) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }

    private record Report(String topology, String environment, List<Finding> findings) {}
}
