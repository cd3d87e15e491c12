package dev.faultline.cluster.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.cluster.protection.Code;
import dev.faultline.node.device.DriveTiming;
import dev.faultline.node.device.ModelTime;
import dev.faultline.node.erasure.CodeShape;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.server.Node;
import dev.faultline.node.server.NodeConfig;
import dev.faultline.node.store.DriveKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code predict} says in virtual time, and what real fio measures of the emulated node, which
 * waits for the same hardware in real time, slowed down as far as a busy host can bear.
 */
final class FioAgreementTest {

    private static final List<Integer> DEPTHS = List.of(1, 8, 32, 128);
    private static final int ATTEMPTS = 4;
    private static final double SECONDS = 3;

    /** What a write buffer of 32 MiB takes until it is full, and more. */
    private static final double RAMP_SECONDS = 2;

    private static final int DRIVES = 10;
    private static final long SIZE_BYTES = 16L << 20;

    @TempDir Path folder = Path.of("");

    /** A node, and how many times slower than its hardware it runs. */
    private record Case(
            String name,
            DriveKind drive,
            double linkRate,
            double slowdown,
            Buffer buffer,
            List<FioJob> jobs) {}

    /**
     * The node's write buffer.
     *
     * @param burst whether all that a job writes fits
     */
    private record Buffer(int segmentBytes, int segments, boolean burst) {}

    private record Row(
            String name, FioJob job, boolean burst, Prediction predicted, Fio.Report measured) {

        double requestsOff() {
            return measured.requestsPerSecond() / predicted.requestsPerSecond() - 1;
        }

        double bytesOff() {
            return measured.bytesPerSecond() / predicted.bytesPerSecond() - 1;
        }

        double medianOff() {
            return measured.medianSeconds() / median() - 1;
        }

        double median() {
            return (job.pattern().writes() ? predicted.writes() : predicted.reads()).p50Seconds();
        }

        /**
         * When writes wait for the write buffer to be emptied, how long each waits follows from
         * when rows are written, which the prediction knows only on average: then only rates count.
         */
        boolean agrees() {
            return Math.abs(requestsOff()) <= 0.05
                    && Math.abs(bytesOff()) <= 0.05
                    && (!burst || Math.abs(medianOff()) <= 0.10);
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s %dk | %d | %,.0f | %,.0f | %+.1f %% | %.1f us | %.1f us | %+.1f %% | %s |",
                    name,
                    job.pattern(),
                    job.blockBytes() / 1024,
                    job.depth(),
                    predicted.requestsPerSecond(),
                    measured.requestsPerSecond(),
                    100 * requestsOff(),
                    1e6 * median(),
                    1e6 * measured.medianSeconds(),
                    100 * medianOff(),
                    predicted.bottleneck());
        }
    }

    @Test
    void fioMeasuresWhatIsPredicted() throws Exception {
        Optional<Path> fio = Fio.find();
        assumeTrue(fio.isPresent(), "fio (Debian package fio) is not installed");
        Catalog catalog = Catalog.load(Path.of("../topologies/catalog"));

        List<Row> rows = new ArrayList<>();
        List<Case> cases = cases(catalog);
        try (ExecutorService together = Executors.newFixedThreadPool(cases.size())) {
            List<Callable<List<Row>>> runs = new ArrayList<>();
            cases.forEach(each -> runs.add(() -> measure(each, fio.orElseThrow())));
            for (Future<List<Row>> run : together.invokeAll(runs)) {
                rows.addAll(run.get());
            }
        }

        System.out.println(
                "| node | job | depth | IOPS predicted | fio | off | median predicted | fio | off | bound by |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        rows.forEach(row -> System.out.println(row.text()));
        assertThat(rows.stream().filter(row -> !row.agrees()).map(Row::text)).isEmpty();
    }

    private static List<Case> cases(Catalog catalog) {
        DriveKind qlc = kind(catalog, "d5-p5336-122t");
        DriveKind tlc = kind(catalog, "d7-ps1010-7t");
        List<FioJob> reads = new ArrayList<>();
        List<FioJob> writes = new ArrayList<>();
        for (int depth : DEPTHS) {
            reads.add(job(Pattern.RANDREAD, 4, depth));
            writes.add(job(Pattern.RANDWRITE, 4, depth));
        }
        List<FioJob> longWrites = new ArrayList<>();
        for (int depth : List.of(8, 32)) {
            longWrites.add(sustained(depth));
        }
        Buffer large = new Buffer(1 << 20, 256, true);
        Buffer small = new Buffer(8 << 20, 4, false);
        return List.of(
                new Case("10 x D5-P5336, 80 GB/s", qlc, 80e9, 800, large, reads),
                new Case("10 x D7-PS1010, 80 GB/s", tlc, 80e9, 1500, large, reads),
                new Case("10 x D5-P5336, 1 GB/s", qlc, 1e9, 800, large, reads),
                new Case("10 x D5-P5336, 80 GB/s", qlc, 80e9, 2400, large, writes),
                new Case("10 x D5-P5336, 80 GB/s, sustained", qlc, 80e9, 200, small, longWrites));
    }

    private static FioJob job(Pattern pattern, int kib, int depth) {
        return new FioJob(pattern, pattern.readShare(), kib * 1024L, depth, 1, SIZE_BYTES);
    }

    /** More than the write buffer holds, again and again. */
    private static FioJob sustained(int depth) {
        return new FioJob(Pattern.WRITE, 0, 128 << 10, depth, 1, 4 * SIZE_BYTES);
    }

    private static long sizeBytes(Case each) {
        return each.jobs().getFirst().sizeBytes();
    }

    private List<Row> measure(Case each, Path program) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (Node node = Node.start(config(each))) {
            Fio fio = Fio.against(node.address(), program, folder);
            fio.fill(sizeBytes(each));
            node.destage();
            for (FioJob job : each.jobs()) {
                Prediction predicted = Prediction.of(job, hardware(each), 1, each.buffer().burst());
                Row row = measure(each, fio, job, predicted);
                for (int attempt = 1; attempt < ATTEMPTS && !row.agrees(); attempt++) {
                    row = measure(each, fio, job, predicted);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** In the hardware's time: what fio measures is slower by the slowdown. */
    private static Row measure(Case each, Fio fio, FioJob job, Prediction predicted)
            throws IOException, InterruptedException {
        Fio.Report real = fio.run(job, SECONDS, each.buffer().burst() ? 0 : RAMP_SECONDS);
        Fio.Report modelled =
                new Fio.Report(
                        real.requestsPerSecond() * each.slowdown(),
                        real.bytesPerSecond() * each.slowdown(),
                        real.medianSeconds() / each.slowdown());
        return new Row(each.name(), job, each.buffer().burst(), predicted, modelled);
    }

    private static NodeHardware hardware(Case each) {
        List<DriveTiming> drives = Collections.nCopies(DRIVES, each.drive().timing());
        return new NodeHardware(drives, Code.reedSolomon(8, 2), each.linkRate(), 1_000);
    }

    private static NodeConfig config(Case each) {
        return new NodeConfig(
                each.name(),
                Collections.nCopies(DRIVES, each.drive()),
                each.linkRate(),
                1_000,
                CodeShape.parse("8+2"),
                sizeBytes(each),
                null,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                null,
                ModelTime.slowedBy(each.slowdown()),
                1L << 30,
                each.buffer().segmentBytes(),
                each.buffer().segments());
    }

    private static DriveKind kind(Catalog catalog, String key) {
        var spec = catalog.drives().get(key);
        return new DriveKind(spec.key(), spec.capacity().bytes(), DriveTiming.of(spec));
    }
}
