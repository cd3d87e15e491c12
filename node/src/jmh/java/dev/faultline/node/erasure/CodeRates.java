package dev.faultline.node.erasure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link CodeBenchmark} and {@link ChecksumBenchmark} in one run of JMH, and prints a table in
 * bytes per second. ISA-L is left out, by name, where it is not installed.
 */
public final class CodeRates {
    private static final List<String> SHAPES =
            List.of("8+3", "17+3", "28+4", "28+4/local 4", "144+4", "144+4/local 4", "146+4");
    private static final List<String> STRIP_BYTES = List.of("4096", "65536", "1048576");

    private CodeRates() {}

    /**
     * Usage: {@code CodeRates [SHAPES [STRIP-BYTES]]}, each a list with commas; by default a table of
     * common ones.
     */
    public static void main(String[] arguments) throws RunnerException {
        List<String> shapes = arguments.length > 0 ? List.of(arguments[0].split(",")) : SHAPES;
        List<String> bytes = arguments.length > 1 ? List.of(arguments[1].split(",")) : STRIP_BYTES;
        OptionsBuilder options = options(shapes, bytes);
        if (IsaL.find().isEmpty()) {
            System.out.println("skipped: encodeIsaL, because libisal2 is not installed");
            options.exclude("encodeIsaL");
        }
        System.out.print(table(new Runner(options.build()).run()));
    }

    static OptionsBuilder options(List<String> shapes, List<String> stripBytes) {
        OptionsBuilder options = new OptionsBuilder();
        options.include("CodeBenchmark").include("ChecksumBenchmark");
        options.param("shape", shapes.toArray(String[]::new));
        options.param("stripBytes", stripBytes.toArray(String[]::new));
        return options;
    }

    /**
     * Rates of one shape and strip length, by benchmark, then the checksum's. ISA-L, which computes
     * global parities only, is not compared at locally repairable codes.
     */
    static String table(Collection<RunResult> results) {
        Map<String, Map<String, Double>> rows = new TreeMap<>();
        List<String> checksums = new ArrayList<>();
        for (RunResult result : results) {
            String name = result.getPrimaryResult().getLabel();
            String shape = result.getParams().getParam("shape");
            if (shape == null) {
                double bytes = Double.parseDouble(result.getParams().getParam("bytes"));
                checksums.add(row("crc32c, " + (long) bytes + " bytes", rate(result, bytes)));
            } else if (!(name.equals("encodeIsaL") && shape.contains("local"))) {
                int stripBytes = Integer.parseInt(result.getParams().getParam("stripBytes"));
                String key = "%s | %d KiB".formatted(shape, stripBytes / 1024);
                double bytes = bytes(CodeShape.parse(shape), stripBytes, name);
                rows.computeIfAbsent(key, _ -> new TreeMap<>()).put(name, rate(result, bytes));
            }
        }
        return render(rows, checksums);
    }

    /** Data bytes for whole stripes, and bytes written for the repair of one strip. */
    private static double bytes(CodeShape shape, int stripBytes, String benchmark) {
        return (benchmark.equals("repair") ? 1.0 : shape.data()) * stripBytes;
    }

    private static double rate(RunResult result, double bytes) {
        return result.getPrimaryResult().getScore() * bytes / 1e9;
    }

    private static String render(Map<String, Map<String, Double>> rows, List<String> checksums) {
        StringBuilder table =
                new StringBuilder(
                        "\nGB/s of data; repair: GB/s of the strip written\n\n"
                                + "| code | strip | encode | decode | repair | scalar encode"
                                + " | ISA-L encode | encode / ISA-L | decode / encode |\n"
                                + "|---|---|---|---|---|---|---|---|---|\n");
        rows.forEach(
                (key, rates) ->
                        table.append("| ")
                                .append(key)
                                .append(" | ")
                                .append(cell(rates.get("encode")))
                                .append(cell(rates.get("decode")))
                                .append(cell(rates.get("repair")))
                                .append(cell(rates.get("encodeScalar")))
                                .append(cell(rates.get("encodeIsaL")))
                                .append(cell(ratio(rates, "encode", "encodeIsaL")))
                                .append(cell(ratio(rates, "decode", "encode")).stripTrailing())
                                .append('\n'));
        return table.append("\n| checksum | GB/s |\n|---|---|\n")
                .append(String.join("", checksums))
                .toString();
    }

    private static String row(String name, double rate) {
        return "| " + name + " | " + cell(rate).stripTrailing() + "\n";
    }

    private static double ratio(Map<String, Double> rates, String over, String under) {
        return rates.getOrDefault(over, Double.NaN) / rates.getOrDefault(under, Double.NaN);
    }

    private static String cell(@Nullable Double value) {
        return (value == null || value.isNaN()
                        ? "-"
                        : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value))
                + " | ";
    }
}
