package dev.faultline.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.node.units.RefusedArgument;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a person did wrong takes a line; what the program did wrong keeps its stack trace. */
final class MistakesTest {

    private final StringWriter err = new StringWriter();

    @Test
    void aValueThatCannotBeUsedIsExplainedInALine() {
        int exit = execute(new RefusedArgument("depth (0) must be from 1 to 4096"));

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("depth (0) must be from 1 to 4096");
    }

    @Test
    void aMistakeOfTheProgramKeepsItsStackTrace() {
        int exit = execute(new IllegalArgumentException("resource 7 is named twice"));

        assertThat(exit).isEqualTo(3);
        assertThat(err.toString())
                .contains("IllegalArgumentException: resource 7 is named twice")
                .contains("at " + Failing.class.getName() + ".call")
                .contains("a mistake of the program, not of its input");
    }

    private int execute(RuntimeException failure) {
        CommandLine commandLine =
                Faultline.commandLine().addSubcommand("fail", new Failing(failure));
        return commandLine.setErr(new PrintWriter(err)).execute("fail");
    }

    @Command(name = "fail")
    private record Failing(RuntimeException failure) implements Callable<Integer> {
        @Override
        public Integer call() {
            failure.fillInStackTrace();
            throw failure;
        }
    }
}
