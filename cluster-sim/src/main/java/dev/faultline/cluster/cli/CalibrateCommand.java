package dev.faultline.cluster.cli;

import dev.faultline.node.calibrate.Calibration;
import dev.faultline.node.calibrate.CpuRow;
import dev.faultline.node.calibrate.HostRates;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `faultline calibrate`: what a core of this host does, as a row of the catalog. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures encoding, decoding, repair and checksums on one core of this host.",
            "Prints a catalog of CPUs (YAML) with one row, for a topology to use."
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 26;
    private static final int MAX_STRIP_KIB = 1024;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--seconds",
            defaultValue = "24",
            description = "How long to measure, 1 to " + MAX_SECONDS + " (default: 24).")
    private int seconds;

    @Option(
            names = "--strip-kib",
            defaultValue = "1024",
            description = "Strip length in KiB, 1 to 1024 (default: 1024, which is out of cache).")
    private int stripKib;

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--seconds (%d) must be 1 to %d".formatted(seconds, MAX_SECONDS));
        }
        if (stripKib < 1 || stripKib > MAX_STRIP_KIB) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--strip-kib (%d) must be 1 to %d".formatted(stripKib, MAX_STRIP_KIB));
        }
        PrintWriter progress = spec.commandLine().getErr();
        Calibration calibration =
                new Calibration(
                        System::nanoTime,
                        line -> {
                            progress.println("calibrate: " + line);
                            progress.flush();
                        },
                        stripKib * 1024);
        HostRates rates = calibration.measure(Duration.ofSeconds(seconds));
        PrintWriter out = spec.commandLine().getOut();
        out.print(CpuRow.yaml(rates, CpuRow.host(), LocalDate.now().toString()));
        out.flush();
        return 0;
    }
}
