package dev.faultline.cluster.cli;

import dev.faultline.cluster.scenario.SeedRange;
import dev.faultline.node.config.InvalidInput;
import dev.faultline.node.hardware.MissingFact;
import dev.faultline.node.units.RefusedArgument;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's root: {@code faultline COMMAND}. */
@Command(
        name = "faultline",
        mixinStandardHelpOptions = true,
        version = "faultline 0.1.0",
        description = "What a large flash cluster gives, costs and survives, before it is bought.",
        subcommands = {
            RunCommand.class,
            ReportCommand.class,
            CheckCommand.class,
            DurabilityCommand.class,
            BurstCommand.class,
            CompareCommand.class,
            ExpandCommand.class,
            SizeCommand.class,
            SweepCommand.class,
            CatalogCommand.class,
            CalibrateCommand.class,
            SchemaCommand.class,
            NodeCommand.class,
            MetadataCommand.class,
            PreflightCommand.class,
            PredictCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Faultline {

    private static final int BAD_INPUT = 2;
    private static final int MISTAKE = 3;

    private Faultline() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /**
     * The command line, ready to execute. Exit codes: 0 well, 1 an expectation fails, 2 bad usage
     * or input, 3 a mistake of the program.
     */
    public static CommandLine commandLine() {
        return new CommandLine(new Faultline())
                .registerConverter(SeedRange.class, Faultline::seeds)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (exception, command, parsed) -> explain(exception, command));
    }

    private static SeedRange seeds(String text) {
        try {
            return SeedRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }

    /** What a user did wrong is explained in a line; what we did wrong keeps its stack trace. */
    private static int explain(Exception exception, CommandLine command) {
        if (exception instanceof InvalidInput
                || exception instanceof MissingFact
                || exception instanceof RefusedArgument) {
            command.getErr().println(exception.getMessage());
            command.getErr().flush();
            return BAD_INPUT;
        }
        exception.printStackTrace(command.getErr());
        command.getErr()
                .println(
                        "faultline: this is a mistake of the program, not of its input; see above");
        command.getErr().flush();
        return MISTAKE;
    }
}
