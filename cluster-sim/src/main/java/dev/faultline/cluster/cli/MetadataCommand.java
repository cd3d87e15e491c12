package dev.faultline.cluster.cli;

import dev.faultline.cluster.topology.Cluster;
import dev.faultline.node.http.MetadataDoor;
import dev.faultline.node.http.MetadataLimits;
import dev.faultline.node.metadata.Cloud;
import dev.faultline.node.metadata.Instance;
import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code faultline metadata}: the metadata services of a whole cluster in one process. */
@Command(
        name = "metadata",
        mixinStandardHelpOptions = true,
        description = {
            "Serve the metadata service of every VM of a cluster, as its guest would see it, and let a"
                    + " scenario's maintenance happen to them.",
            "Prints one line when it is ready and then where each node asks; stops on SIGTERM or"
                    + " SIGINT. While a VM is down its port refuses connections."
        },
        footer = {
            "",
            "Examples:",
            "  faultline metadata --topology topologies/azure-lsv4-3-domains.yaml",
            "  faultline metadata --scenario scenarios/azure-update-walk.yaml --time-scale 3600",
            "  faultline metadata --topology topologies/mai-130pb-ebox.yaml --cloud oci --layout prefix --port 9000",
            "  curl -H Metadata:true 'http://127.0.0.1:9000/metadata/instance?api-version=2021-02-01'"
        })
public final class MetadataCommand implements Callable<Integer> {

    /** Where a cluster gets a port for each node unless asked otherwise. */
    private static final int MOST_PORTS = 512;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--topology",
            paramLabel = "FILE",
            description = "The cluster; with --scenario, instead of the scenario's.")
    private @Nullable Path topology;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "What happens to it: maintenance, outages and losses of nodes.")
    private @Nullable Path scenario;

    @Option(
            names = "--cloud",
            description =
                    "azure, gcp, aws or oci; left out: that whose VMs the topology is made of.")
    private @Nullable Cloud cloud;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address of all ports (${DEFAULT-VALUE}).")
    private String listen = "";

    @Option(
            names = "--port",
            defaultValue = "0",
            description =
                    "The first node's port, the next ones following, or the only one; 0 takes free ones"
                            + " (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--layout",
            description =
                    "ports: one for each node; prefix: one for all, with paths that begin with the node,"
                            + " as /r1/n3. Left out: ports for up to "
                            + MOST_PORTS
                            + " nodes.")
    private @Nullable Layout layout;

    @Option(names = "--region", description = "Where the cluster is said to be.")
    private @Nullable String region;

    @Option(names = "--zone", description = "The zone it is said to be in.")
    private @Nullable String zone;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write where each node asks; - for stdout, in place of the table.")
    private @Nullable String json;

    @Mixin private MetadataOptions options = new MetadataOptions();

    /** How nodes are told apart. */
    enum Layout {
        PORTS,
        PREFIX
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (json != null && !json.equals("-")) {
            OutputFile.check(Path.of(json));
        }
        MetadataCluster cluster = MetadataCluster.read(topology, scenario, cloud);
        SteadyClock clock = SteadyClock.begin();
        MetadataDesk desk = cluster.desk(options.behaviour(), region, zone, clock);
        try (MetadataDoor door = open(cluster, desk)) {
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        door.close();
                                        stopped.countDown();
                                    },
                                    "stop"));
            print(cluster, desk, door);
            stopped.await();
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            spec.commandLine().getErr().flush();
            return 2;
        }
    }

    private MetadataDoor open(MetadataCluster cluster, MetadataDesk desk) throws IOException {
        InetSocketAddress address = new InetSocketAddress(listen, NodeCommand.port("--port", port));
        if (address.isUnresolved()) {
            throw new RefusedArgument("--listen (%s) is no address here".formatted(listen));
        }
        boolean many = desk.instances().size() > MOST_PORTS;
        Layout chosen = layout != null ? layout : many ? Layout.PREFIX : Layout.PORTS;
        return chosen == Layout.PORTS
                ? MetadataDoor.ports(desk, address, MetadataLimits.DEFAULT)
                : MetadataDoor.prefixed(desk, address, cluster.prefixes(), MetadataLimits.DEFAULT);
    }

    private void print(MetadataCluster cluster, MetadataDesk desk, MetadataDoor door) {
        List<Endpoint> endpoints = endpoints(cluster.proposal().cluster(), desk, door);
        PrintWriter out = spec.commandLine().getOut();
        String text =
                text(
                        new Endpoints(
                                desk.cloud().word(),
                                desk.timeScale(),
                                desk.now().toString(),
                                endpoints));
        if ("-".equals(json)) {
            out.println(text);
        } else {
            out.println(ready(cluster, desk, endpoints));
            table(endpoints).print(out);
        }
        out.flush();
        if (json != null && !json.equals("-")) {
            OutputFile.write(Path.of(json), text + "\n");
        }
    }

    private String ready(MetadataCluster cluster, MetadataDesk desk, List<Endpoint> endpoints) {
        String what =
                cluster.scenario() == null
                        ? "nothing planned"
                        : "%d pieces of maintenance, %s in a minute"
                                .formatted(
                                        desk.platform().events().size(),
                                        Span.ofSeconds(60 * options.timeScale()));
        return "ready: %s metadata of %d nodes from %s (%s)"
                .formatted(desk.cloud().word(), endpoints.size(), endpoints.getFirst().url(), what);
    }

    private static TextTable table(List<Endpoint> endpoints) {
        TextTable table =
                new TextTable(
                        List.of("node", "instance", "failure domain", "update domain", "url"),
                        List.of(false, false, true, true, false));
        for (Endpoint one : endpoints) {
            table.add(
                    List.of(
                            one.node(),
                            one.instance(),
                            text(one.failureDomain()),
                            text(one.updateDomain()),
                            one.url()));
        }
        return table;
    }

    private static List<Endpoint> endpoints(Cluster cluster, MetadataDesk desk, MetadataDoor door) {
        List<Endpoint> endpoints = new ArrayList<>();
        List<String> urls = door.urls();
        for (int node = 0; node < urls.size(); node++) {
            Instance guest = desk.instances().get(node);
            endpoints.add(
                    new Endpoint(
                            cluster.nodeName(node),
                            guest.name(),
                            urls.get(node),
                            number(guest.placement().failureDomain()),
                            number(guest.placement().updateDomain())));
        }
        return endpoints;
    }

    private static @Nullable Integer number(OptionalInt domain) {
        return domain.isPresent() ? domain.getAsInt() : null;
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "-" : number.toString();
    }

    private static String text(Endpoints endpoints) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(endpoints);
    }

    private record Endpoints(
            String cloud, double timeScale, String startedAt, List<Endpoint> endpoints) {}

    private record Endpoint(
            String node,
            String instance,
            String url,
            @Nullable Integer failureDomain,
            @Nullable Integer updateDomain) {}
}
