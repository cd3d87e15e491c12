package dev.faultline.cluster.cli;

import dev.faultline.cluster.metadata.ClusterGuests;
import dev.faultline.node.http.MetadataDoor;
import dev.faultline.node.http.MetadataLimits;
import dev.faultline.node.metadata.Cloud;
import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.metadata.Platform;
import dev.faultline.node.units.RefusedArgument;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The metadata service that a node can have, as its command takes it. */
final class NodeMetadata {

    @Option(
            names = "--metadata",
            paramLabel = "CLOUD",
            description =
                    "Serve the metadata service of a VM there: azure, gcp, aws or oci. POST /maintenance"
                            + " on the HTTP door lets something happen to it.")
    private @Nullable Cloud cloud;

    @Option(
            names = "--metadata-port",
            paramLabel = "PORT",
            defaultValue = "8254",
            description = "Its port; 0 is any free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "With --metadata: the maintenance of a node of this scenario's cluster.")
    private @Nullable Path scenario;

    @Option(
            names = "--node",
            paramLabel = "rR/nN",
            description = "With --scenario: which node this is, such as r1/n3.")
    private @Nullable String node;

    @Option(
            names = "--vm",
            paramLabel = "KEY",
            description = "Without --scenario: the VM of the catalog that it says it is.")
    private @Nullable String vm;

    @Mixin private MetadataOptions options = new MetadataOptions();

    /** What the node's HTTP door and its metadata service share; null for none. */
    @Nullable MetadataDesk desk() {
        if (cloud == null) {
            if (scenario != null || node != null || vm != null) {
                throw new RefusedArgument(
                        "--scenario, --node and --vm need --metadata azure, gcp, aws or oci");
            }
            return null;
        }
        SteadyClock clock = SteadyClock.begin();
        if (scenario == null) {
            String key = vm == null ? usualVm(cloud) : vm;
            return new MetadataDesk(
                    cloud,
                    options.behaviour(),
                    List.of(ClusterGuests.alone(Home.catalog().vms().get(key), cloud)),
                    Platform.QUIET,
                    clock);
        }
        if (node == null || vm != null) {
            throw new RefusedArgument(
                    "--scenario needs --node, such as r1/n3, and has no --vm: its topology says it");
        }
        return MetadataCluster.read(null, scenario, cloud).deskOf(node, options.behaviour(), clock);
    }

    MetadataDoor open(MetadataDesk desk, String listen) throws IOException {
        return MetadataDoor.ports(
                desk,
                new InetSocketAddress(listen, NodeCommand.port("--metadata-port", port)),
                MetadataLimits.DEFAULT);
    }

    /** Those of the shipped topologies. */
    private static String usualVm(Cloud cloud) {
        return switch (cloud) {
            case AZURE -> "l96s_v4";
            case GCP -> "z3-highmem-88-highlssd";
            case AWS -> "i8ge.48xlarge";
            case OCI -> "bm.denseio.e5.128";
        };
    }
}
