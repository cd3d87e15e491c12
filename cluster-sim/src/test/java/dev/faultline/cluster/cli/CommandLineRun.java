package dev.faultline.cluster.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** One call of the command line within this process. */
record CommandLineRun(int exitCode, String out, String err) {

    static CommandLineRun of(String... arguments) {
        Path here = Path.of("").toAbsolutePath();
        Path home =
                Files.exists(here.resolve("topologies"))
                        ? here
                        : Objects.requireNonNull(here.getParent());
        System.setProperty("faultline.home", home.toString());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                Faultline.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new CommandLineRun(exitCode, out.toString(), err.toString());
    }
}
