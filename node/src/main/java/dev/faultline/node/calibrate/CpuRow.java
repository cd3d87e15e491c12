package dev.faultline.node.calibrate;

import dev.faultline.node.units.DataRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Measured rates as a file of the catalog's: {@code cpus.yaml} with one row. */
public final class CpuRow {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private CpuRow() {}

    /**
     * The row, and all the rates as comments above it.
     *
     * @param host what was measured, for people: {@link #host()}
     * @param date when, as in 2026-01-31
     */
    public static String yaml(HostRates rates, String host, String date) {
        StringBuilder yaml = new StringBuilder();
        yaml.append(
                "# One core, %s, strips of %d KiB:\n"
                        .formatted(rates.kernel(), rates.stripBytes() / 1024));
        rates.rates()
                .forEach((name, rate) ->
                        yaml.append("#   %-32s %s\n".formatted(name, DataRate.print(rate))));
        return yaml.append(
                        """
                        cpus:
                          - key: this-host
                            name: One core of this host, as measured
                            multiply-accumulate: %s
                            checksum: %s
                            source: >-
                              faultline calibrate, %s, on one core of: %s; the slower of encoding and decoding
                              28+4 at strips of %d KiB, by the %s kernel
                            confidence: measured
                        """
                                .formatted(
                                        DataRate.print(rates.multiplyAccumulateBytesPerSecond()),
                                        DataRate.print(rates.checksumBytesPerSecond()),
                                        date,
                                        host,
                                        rates.stripBytes() / 1024,
                                        rates.kernel()))
                .toString();
    }

    /** The processor as the system names it, and the JVM. */
    public static String host() {
        Runtime.Version version = Runtime.version();
        return "%s, %d processors, JDK %s"
                .formatted(processor(), Runtime.getRuntime().availableProcessors(), version);
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
