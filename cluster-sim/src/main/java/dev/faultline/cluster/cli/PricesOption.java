package dev.faultline.cluster.cli;

import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.node.config.Problems;
import dev.faultline.node.hardware.Catalog;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --prices FILE}, for all that say what something costs. */
final class PricesOption {

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description =
                    "Prices of your own, in the catalog's form: a row replaces that of the same key, and"
                            + " comes before others of the same thing.")
    private @Nullable Path file;

    /** The catalog's prices with those of the file over them; what is wrong there is reported. */
    PriceBook over(Catalog catalog, Problems problems) {
        return file == null
                ? PriceBook.of(catalog)
                : new PriceBook(catalog, Catalog.readPrices(file, problems));
    }

    /** The file, if one is named. */
    List<Path> files() {
        return file == null ? List.of() : List.of(file);
    }

    /** What asks for the same again, with a blank in front. */
    String words() {
        return file == null ? "" : " --prices " + file;
    }
}
