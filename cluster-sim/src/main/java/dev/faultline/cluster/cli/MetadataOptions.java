package dev.faultline.cluster.cli;

import dev.faultline.node.metadata.Behaviour;
import dev.faultline.node.metadata.Behaviour.NothingPlanned;
import dev.faultline.node.units.RefusedArgument;
import dev.faultline.node.units.Span;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a metadata service behaves, as the commands that serve one take it. */
final class MetadataOptions {

    @Option(
            names = "--time-scale",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Seconds of the scenario, and of documented notices, in one of the clock"
                            + " (${DEFAULT-VALUE}).")
    private double timeScale;

    @Option(
            names = "--gcp-nothing-planned",
            paramLabel = "ANSWER",
            defaultValue = "503",
            description =
                    "What upcoming-maintenance answers when nothing is: 503, none, empty or 404"
                            + " (${DEFAULT-VALUE}).")
    private String nothingPlanned = "";

    @Option(
            names = "--azure-enable-delay",
            paramLabel = "TIME",
            defaultValue = "0 s",
            description =
                    "From the first question for scheduled events until they are told; Azure promises"
                            + " 5 min at most (${DEFAULT-VALUE}).")
    private String enableDelay = "";

    @Option(
            names = "--azure-requests-per-second",
            paramLabel = "N",
            description =
                    "Before 429; 0 for no limit. Left out: 5 as documented, no limit with a time scale.")
    private @Nullable Integer requestsPerSecond;

    @Option(
            names = "--aws-tokens-optional",
            description = "Answer questions without a token, as IMDSv1 does.")
    private boolean tokensOptional;

    double timeScale() {
        return timeScale;
    }

    Behaviour behaviour() {
        int limit =
                requestsPerSecond != null
                        ? requestsPerSecond
                        : timeScale == 1 ? Behaviour.DOCUMENTED.azureRequestsPerSecond() : 0;
        if (limit < 0 || limit > 1000) {
            throw new RefusedArgument(
                    "--azure-requests-per-second (%d) must be 0 to 1000".formatted(limit));
        }
        return new Behaviour(
                timeScale,
                nothingPlanned(),
                Duration.ofNanos(Span.parse(enableDelay).nanos()),
                limit,
                !tokensOptional);
    }

    private NothingPlanned nothingPlanned() {
        return switch (nothingPlanned.toLowerCase(Locale.ROOT)) {
            case "503" -> NothingPlanned.UNAVAILABLE;
            case "none" -> NothingPlanned.NONE;
            case "empty" -> NothingPlanned.EMPTY;
            case "404" -> NothingPlanned.NOT_FOUND;
            default ->
                    throw new RefusedArgument(
                            "--gcp-nothing-planned (%s) must be 503, none, empty or 404"
                                    .formatted(nothingPlanned));
        };
    }
}
