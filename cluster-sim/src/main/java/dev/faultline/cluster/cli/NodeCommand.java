package dev.faultline.cluster.cli;

import dev.faultline.node.config.InvalidInput;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.erasure.CodeShape;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.MissingFact;
import dev.faultline.node.http.MetadataDoor;
import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.server.Node;
import dev.faultline.node.server.NodeConfig;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.RefusedArgument;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code faultline node}: runs an emulated storage node until it is told to stop. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description = {
            "Run an emulated storage node: real bytes behind NBD, on modelled hardware.",
            "Prints one line when it is ready, and stops in good order on SIGTERM or SIGINT."
        },
        footer = {
            "",
            "Examples:",
            "  faultline node --size 10GiB --data /var/tmp/node",
            "  faultline node --metadata azure --metadata-port 8254",
            "  faultline node --metadata gcp --scenario scenarios/gcp-maintenance-week.yaml \\",
            "      --node r1/n3 --time-scale 3600"
        })
public final class NodeCommand implements Callable<Integer> {

    /**
     * Netty's search for buffers that are not given back samples requests, and allocates for each.
     */
    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--server",
            defaultValue = "ebox-1u-10x122",
            description = "A server of the catalog (${DEFAULT-VALUE}).")
    private String server = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where to keep what is written; in memory unless given.")
    private @Nullable Path data;

    @Option(
            names = "--size",
            defaultValue = "256GiB",
            description =
                    "What clients see; takes disk space only as it is written (${DEFAULT-VALUE}).")
    private String size = "";

    @Option(
            names = "--nbd",
            paramLabel = "PORT",
            defaultValue = "10809",
            description = "The port of the block door; 0 is any free one (${DEFAULT-VALUE}).")
    private int nbdPort;

    @Option(
            names = "--http",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port of metrics, faults and the live page (${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Both doors' address; anyone who reaches it may use them (${DEFAULT-VALUE}).")
    private String listen = "";

    @Option(
            names = "--speed",
            defaultValue = "modelled",
            description = "modelled: as fast as the hardware; unlimited: as fast as this machine.")
    private String speed = "";

    @Option(
            names = "--slowdown",
            defaultValue = "1",
            description = "Modelled time passes so many times more slowly (${DEFAULT-VALUE}).")
    private double slowdown;

    @Option(
            names = "--code",
            defaultValue = "8+2",
            description = "The erasure code over the node's drives (${DEFAULT-VALUE}).")
    private String code = "";

    @Option(
            names = "--catalog",
            paramLabel = "FOLDER",
            description = "The folder to read; topologies/catalog unless given.")
    private @Nullable Path catalogFolder;

    @Mixin private NodeMetadata metadata = new NodeMetadata();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter errors = spec.commandLine().getErr();
        System.getProperties().putIfAbsent(LEAK_DETECTION, "disabled");
        Node node;
        MetadataDoor door;
        try {
            NodeConfig config = config();
            MetadataDesk desk = metadata.desk();
            door = desk == null ? null : metadata.open(desk, listen);
            node = start(config, desk, door);
        } catch (InvalidInput | MissingFact | IllegalArgumentException | IOException e) {
            errors.println(e.getMessage());
            return 2;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stop(node, door, errors);
                                    stopped.countDown();
                                },
                                "stop"));
        node.reports().forEach(report -> errors.println("warning: " + report));
        PrintWriter out = spec.commandLine().getOut();
        out.println(ready(node) + (door == null ? "" : " metadata " + door.urls().getFirst()));
        out.flush();
        stopped.await();
        return 0;
    }

    private static Node start(
            NodeConfig config, @Nullable MetadataDesk desk, @Nullable MetadataDoor door)
            throws IOException {
        try {
            return Node.start(config, desk);
        } catch (IOException | RuntimeException e) {
            if (door != null) {
                door.close();
            }
            throw e;
        }
    }

    private NodeConfig config() {
        Catalog catalog = Catalog.load(catalogFolder == null ? shipped() : catalogFolder);
        return NodeConfig.of(
                catalog.servers().get(server),
                catalog,
                CodeShape.parse(code),
                DataSize.parse(size).bytes(),
                data,
                address("--nbd", nbdPort),
                address("--http", httpPort),
                time());
    }

    private ModelTime time() {
        return switch (speed) {
            case "modelled" -> ModelTime.slowedBy(slowdown);
            case "unlimited" -> ModelTime.unlimited();
            default ->
                    throw new RefusedArgument(
                            "--speed (%s) must be modelled or unlimited".formatted(speed));
        };
    }

    private InetSocketAddress address(String option, int port) {
        InetSocketAddress address = new InetSocketAddress(listen, port(option, port));
        if (address.isUnresolved()) {
            throw new RefusedArgument(
                    "--listen (%s) must be an address or a name of this machine, such as 127.0.0.1 or 0.0.0.0"
                            .formatted(listen));
        }
        return address;
    }

    static int port(String option, int port) {
        if (port < 0 || port > 65535) {
            throw new RefusedArgument("%s (%d) must be a port, 0 to 65535".formatted(option, port));
        }
        return port;
    }

    private static String ready(Node node) {
        InetSocketAddress http = node.httpAddress();
        return "ready: nbd://%s/ http://%s/"
                .formatted(hostAndPort(node.address()), http == null ? "" : hostAndPort(http));
    }

    private static String hostAndPort(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return String.format(
                Locale.ROOT, host.contains(":") ? "[%s]:%d" : "%s:%d", host, address.getPort());
    }

    private static void stop(Node node, @Nullable MetadataDoor door, PrintWriter errors) {
        if (door != null) {
            door.close();
        }
        try {
            node.close();
        } catch (IOException e) {
            errors.println("could not stop in good order: " + e.getMessage());
        }
    }

    private static Path shipped() {
        return Path.of(System.getProperty("faultline.home", "")).resolve("topologies/catalog");
    }
}
