package dev.faultline.cluster.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** A command as it was typed, so that a page can say how to repeat it. */
final class Typed {

    private Typed() {}

    static String text(CommandSpec spec) {
        List<String> words = spec.root().commandLine().getParseResult().originalArgs();
        return words.stream().map(Typed::quoted).collect(Collectors.joining(" ", "faultline ", ""));
    }

    /** For a shell: in single quotes where it has signs that a shell would read. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=+,@%-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
