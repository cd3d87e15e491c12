package dev.faultline.cluster.cli;

import dev.faultline.cluster.protection.Code;
import dev.faultline.cluster.request.FioJob;
import dev.faultline.cluster.request.NodeHardware;
import dev.faultline.cluster.request.Pattern;
import dev.faultline.cluster.request.Prediction;
import dev.faultline.node.hardware.Catalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code faultline predict}: what fio would report of a node, without the node. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Predict what fio reports of an emulated node: the same job on the same hardware,"
                    + " request by request in virtual time.",
            "Options are named as fio names them."
        })
public final class PredictCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Option(names = "--server", required = true, description = "A server of the catalog.")
    private String server;

    @Option(
            names = "--rw",
            defaultValue = "randread",
            converter = PatternConverter.class,
            description = "randread, randwrite, read, write, randrw or rw (${DEFAULT-VALUE}).")
    private Pattern pattern = Pattern.RANDREAD;

    @Option(
            names = "--bs",
            defaultValue = "4k",
            converter = FioSize.class,
            description = "Bytes of each request (${DEFAULT-VALUE}).")
    private long blockBytes;

    @Option(
            names = "--iodepth",
            defaultValue = "32",
            description = "Requests outstanding in each job (${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--numjobs",
            defaultValue = "1",
            description = "Jobs at once (${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--rwmixread",
            defaultValue = "50",
            description = "Percentage of reads in a mix (${DEFAULT-VALUE}).")
    private int readPercent;

    @Option(
            names = "--size",
            defaultValue = "256g",
            converter = FioSize.class,
            description = "Size of the device (${DEFAULT-VALUE}).")
    private long sizeBytes;

    @Option(
            names = "--code",
            defaultValue = "8+2",
            description = "The node's erasure code (${DEFAULT-VALUE}).")
    private String code = "8+2";

    @Option(
            names = "--burst",
            description =
                    "Writes fit into the write buffer, which is emptied later; without it, writes go"
                            + " on for ever and share the drives with the emptying.")
    private boolean burst;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the offsets (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--catalog",
            paramLabel = "FOLDER",
            description = "The folder to read; topologies/catalog unless given.")
    private @Nullable Path catalogFolder;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write the result to a file, numbers in base units; - is stdout.")
    private @Nullable String json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        double readShare = pattern.mixed() ? readPercent / 100.0 : pattern.readShare();
        FioJob job = new FioJob(pattern, readShare, blockBytes, depth, jobs, sizeBytes);
        Catalog catalog = catalogFolder == null ? Home.catalog() : Catalog.load(catalogFolder);
        NodeHardware node =
                NodeHardware.of(catalog.servers().get(server), catalog, Code.parse(code, 0, 1));
        Prediction prediction = Prediction.of(job, node, seed, burst);
        if (!"-".equals(json)) {
            new PredictionText(out).print(server, code, job, prediction);
        }
        if (json != null) {
            write(json(job, prediction), json, out);
        }
        out.flush();
        return 0;
    }

    private String json(FioJob job, Prediction prediction) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(new Result(server, code, job, burst, seed, prediction));
    }

    private static void write(String text, String file, PrintWriter out) throws IOException {
        if (file.equals("-")) {
            out.println(text);
        } else {
            Files.writeString(Path.of(file), text + System.lineSeparator());
        }
    }

    private record Result(
            String server,
            String code,
            FioJob job,
            boolean burst,
            long seed,
            Prediction prediction) {}

    private static final class PatternConverter
            implements picocli.CommandLine.ITypeConverter<Pattern> {
        @Override
        public Pattern convert(String text) {
            try {
                return Pattern.parse(text);
            } catch (IllegalArgumentException e) {
                throw new picocli.CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }
}
