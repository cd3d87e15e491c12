package dev.faultline.node.config;

import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Iops;
import dev.faultline.node.units.Span;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a catalog-like file: YAML to a tree, and the tree to records. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ReadingBenchmark {

    /** A row with ten values. */
    public record Row(
            String key,
            String name,
            DataSize capacity,
            DataRate read,
            DataRate write,
            Iops reads,
            Iops writes,
            Span latency,
            @Nullable String notes,
            @Default("assumed") String confidence) {}

    /** A file of rows. */
    public record Rows(List<Row> rows) {}

    @Param({"2000"})
    private int rows;

    private String text = "";
    private @Nullable Located tree;

    public ReadingBenchmark() {}

    ReadingBenchmark(int rows) {
        this.rows = rows;
    }

    /** Writes the file's text. */
    @Setup
    public void write() {
        StringBuilder yaml = new StringBuilder("rows:\n");
        for (int i = 0; i < rows; i++) {
            yaml.append("  - key: row-%d\n    name: Row number %d\n".formatted(i, i));
            yaml.append("    capacity: 122.88 TB\n    read: 7 GB/s\n    write: 3 GB/s\n");
            yaml.append("    reads: 900 kIOPS\n    writes: 19 kIOPS\n    latency: 110 us\n");
            yaml.append("    notes: as the data sheet says\n    confidence: sourced\n");
        }
        text = yaml.toString();
        tree = parse();
    }

    @Benchmark
    public @Nullable Located parse() {
        return YamlReader.read(text, "rows.yaml", new Problems());
    }

    @Benchmark
    public @Nullable Rows bind() {
        return Binder.bind(Objects.requireNonNull(tree), Rows.class, new Problems());
    }
}
