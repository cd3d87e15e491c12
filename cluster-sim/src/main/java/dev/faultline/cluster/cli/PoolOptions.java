package dev.faultline.cluster.cli;

import dev.faultline.cluster.durability.Assumptions;
import dev.faultline.cluster.durability.PoolQuestion;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Equal pools instead of a topology, as options. */
final class PoolOptions {

    @Option(
            names = "--pools",
            required = true,
            paramLabel = "POOLSxDRIVES",
            description = "Pools x drives, such as 5x10, instead of a topology.")
    private String pools = "";

    @Option(
            names = "--code",
            required = true,
            description = "Of each pool, such as 8+2; a pool of more drives is declustered.")
    private String code = "";

    @Option(
            names = "--capacity",
            paramLabel = "SIZE",
            description = "Of each drive (${DEFAULT-VALUE}), of which the assumed fill is full.")
    private String capacity = "20 TB";

    @Option(
            names = "--rebuild-rate",
            paramLabel = "RATE",
            description = "Of a failed drive, or of each drive's share (${DEFAULT-VALUE}).")
    private String rate = "100 MB/s";

    PoolQuestion read(@Nullable Path assumptions, List<String> settings) {
        Problems problems = new Problems();
        Assumptions assumed =
                AssumptionsReader.read(
                        assumptions, settings.stream().map(Setting::parse).toList(), problems);
        problems.throwIfAny();
        if (assumed == null) {
            throw new IllegalStateException("a problem was not reported");
        }
        int[] size = IntPair.parse(pools, "x", "--pools", "5x10");
        int[] strips = IntPair.parse(code, "+", "--code", "8+2");
        return new PoolQuestion(
                size[0],
                size[1],
                strips[0],
                strips[1],
                DataSize.parse(capacity),
                DataRate.parse(rate),
                assumed);
    }
}
