package dev.faultline.cluster.cli;

import dev.faultline.node.config.InvalidInput;
import dev.faultline.node.config.Spelling;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.CatalogRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code faultline catalog [KIND] [NAME]}: what there is to build from, and where it comes from.
 */
@Command(
        name = "catalog",
        description = "List the hardware that topologies can name, with sources and confidence.")
final class CatalogCommand implements Callable<Integer> {

    private static final Map<String, Function<Catalog, List<? extends CatalogRow>>> KINDS =
            Map.ofEntries(
                    Map.entry("drives", catalog -> catalog.drives().rows()),
                    Map.entry("nics", catalog -> catalog.nics().rows()),
                    Map.entry("servers", catalog -> catalog.servers().rows()),
                    Map.entry("appliances", Catalog::appliances),
                    Map.entry("switches", Catalog::switches),
                    Map.entry("site", Catalog::siteFacts),
                    Map.entry("vms", catalog -> catalog.vms().rows()),
                    Map.entry("cpus", catalog -> catalog.cpus().rows()),
                    Map.entry("prices", catalog -> catalog.prices().rows()),
                    Map.entry("services", catalog -> catalog.services().rows()),
                    Map.entry("gpu-profiles", catalog -> catalog.gpuProfiles().rows()));
    private static final List<String> NAMES =
            List.of(
                    "drives",
                    "nics",
                    "servers",
                    "appliances",
                    "switches",
                    "site",
                    "vms",
                    "cpus",
                    "prices",
                    "services",
                    "gpu-profiles");

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            index = "0",
            paramLabel = "KIND",
            description =
                    "drives, nics, servers, appliances, switches, site, vms, cpus, prices,"
                            + " services or gpu-profiles; without it, how many rows of each there are.")
    private @Nullable String kind;

    @Parameters(
            arity = "0..1",
            index = "1",
            paramLabel = "NAME",
            description = "Only rows whose key, name or alias contains this, in any case.")
    private @Nullable String filter;

    @Option(
            names = "--json",
            description = "Full rows, numbers in base units (bytes, bytes/s, watts, seconds, USD).")
    private boolean json;

    @Option(
            names = "--catalog",
            paramLabel = "FOLDER",
            description = "The folder to read; topologies/catalog unless given.")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Catalog catalog = folder == null ? Home.catalog() : Catalog.load(folder);
        try {
            if (kind == null) {
                printCounts(catalog, out);
            } else {
                print(rows(catalog, kind), catalog, out);
            }
        } catch (InvalidInput e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 2;
        }
        out.flush();
        return 0;
    }

    private List<? extends CatalogRow> rows(Catalog catalog, String wanted) {
        Function<Catalog, List<? extends CatalogRow>> rows = KINDS.get(wanted);
        if (rows == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    Spelling.unknown("kind of hardware", wanted, NAMES)
                            + " (there are "
                            + String.join(", ", NAMES)
                            + ")");
        }
        return rows.apply(catalog).stream().filter(this::isWanted).toList();
    }

    private boolean isWanted(CatalogRow row) {
        if (filter == null) {
            return true;
        }
        String part = filter.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(row.key(), row.name()), row.aliases().stream())
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(part));
    }

    private void print(List<? extends CatalogRow> rows, Catalog catalog, PrintWriter out) {
        if (json) {
            JsonMapper mapper =
                    JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
            List<?> plain = rows.stream().map(row -> CatalogJson.row(row, catalog)).toList();
            out.println(mapper.writeValueAsString(plain));
            return;
        }
        if (rows.isEmpty()) {
            out.println("No " + kind + " called \"" + filter + "\".");
            return;
        }
        List<CatalogColumns.Column> columns = CatalogColumns.of(rows.getFirst().getClass());
        TextTable table =
                new TextTable(
                        columns.stream().map(CatalogColumns.Column::title).toList(),
                        columns.stream().map(CatalogColumns.Column::isNumber).toList());
        for (CatalogRow row : rows) {
            table.add(columns.stream().map(column -> column.text(row)).toList());
        }
        table.print(out);
    }

    private void printCounts(Catalog catalog, PrintWriter out) {
        TextTable table = new TextTable(List.of("KIND", "ROWS"), Arrays.asList(false, true));
        for (String name : NAMES) {
            table.add(List.of(name, Integer.toString(rows(catalog, name).size())));
        }
        table.print(out);
    }
}
