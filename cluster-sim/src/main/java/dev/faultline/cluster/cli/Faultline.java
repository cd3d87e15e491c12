package dev.faultline.cluster.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's root: `faultline COMMAND`. */
@Command(
        name = "faultline",
        mixinStandardHelpOptions = true,
        version = "faultline 0.1.0",
        description =
                "What a large flash cluster gives, costs and survives, before anything is bought.",
        subcommands = {NodeCommand.class, PredictCommand.class, CommandLine.HelpCommand.class})
public final class Faultline {

    private Faultline() {}

    /**
     * Runs one command and ends the process with its exit code (0 well, 1 an expectation fails, 2
     * bad input).
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Faultline()).execute(arguments));
    }
}
