package dev.faultline.node.hardware;

import dev.faultline.node.config.Located;
import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Scalar;
import dev.faultline.node.config.Located.Sequence;
import dev.faultline.node.config.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What holds for every row of a catalog file: it says where it comes from, and its names are its
 * own.
 */
final class CatalogRules {

    private static final List<String> NEEDED = List.of("key", "name", "source", "confidence");

    private CatalogRules() {}

    /** Checks every list of rows at the top of a file. */
    static void check(Located file, Problems problems) {
        if (file instanceof Mapping sections) {
            sections.entries()
                    .forEach((section, entry) -> {
                        if (entry.value() instanceof Sequence rows) {
                            checkRows(rows, section, problems);
                        }
                    });
        }
    }

    private static void checkRows(Sequence rows, String section, Problems problems) {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < rows.items().size(); i++) {
            if (rows.items().get(i) instanceof Mapping row) {
                checkRow(row, section + "[" + i + "]", taken, problems);
            }
        }
    }

    private static void checkRow(Mapping row, String path, Set<String> taken, Problems problems) {
        for (String key : NEEDED) {
            if (row.get(key) == null) {
                problems.add(row.place(), path, "key \"" + key + "\" is missing");
            }
        }
        if (row.get("key") instanceof Scalar key && !taken.add(key.text())) {
            String again = "key \"" + key.text() + "\" names another row as well";
            problems.add(row.place(), path, again);
        }
        if (row.get("aliases") instanceof Sequence aliases) {
            for (Located alias : aliases.items()) {
                if (alias instanceof Scalar name && !taken.add(name.text())) {
                    String again = "alias \"" + name.text() + "\" names another row as well";
                    problems.add(alias.place(), path, again);
                }
            }
        }
    }
}
