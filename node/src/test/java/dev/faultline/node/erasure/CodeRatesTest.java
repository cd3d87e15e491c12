package dev.faultline.node.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks run, at a setting so small that it says nothing about speed. */
class CodeRatesTest {
    @Test
    void benchmarksRunAndMakeATable() throws RunnerException {
        OptionsBuilder options = CodeRates.options(List.of("4+2/local 2"), List.of("256"));
        options.exclude("encodeIsaL").forks(0).warmupIterations(0).measurementIterations(1);
        options.measurementTime(TimeValue.milliseconds(1)).verbosity(VerboseMode.SILENT);
        options.shouldFailOnError(true);

        Collection<RunResult> results = new Runner(options.build()).run();

        assertThat(CodeRates.table(results))
                .containsPattern("\\| 4\\+2/local 2 \\| 0 KiB \\| [0-9.]+ \\| [0-9.]+ \\|")
                .containsPattern("\\| crc32c, 4096 bytes \\| [0-9.]+ \\|");
    }
}
