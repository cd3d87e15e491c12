package dev.faultline.cluster.cli;

import dev.faultline.node.config.Setting;
import dev.faultline.node.units.RefusedArgument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A requirement as options: each is one key of a requirement's file. */
final class SizeOptions {

    @Option(names = "--usable", paramLabel = "SIZE", description = "Users' data that must fit.")
    private @Nullable String usable;

    @Option(names = "--read", paramLabel = "RATE", description = "Steady reading of all clients.")
    private @Nullable String read;

    @Option(names = "--write", paramLabel = "RATE", description = "Steady writing of all clients.")
    private @Nullable String write;

    @Option(
            names = "--read-per-petabyte",
            paramLabel = "RATE",
            description = "Steady reading for each usable PB.")
    private @Nullable String readPerPetabyte;

    @Option(names = "--power", paramLabel = "POWER", description = "At the meter at most.")
    private @Nullable String power;

    @Option(names = "--racks", paramLabel = "N", description = "Racks at most.")
    private @Nullable String racks;

    @Option(names = "--rack-power", paramLabel = "POWER", description = "Of a rack at most.")
    private @Nullable String rackPower;

    @Option(
            names = "--usd-per-gb-month",
            paramLabel = "USD",
            description = "For a usable GB and month at most.")
    private @Nullable String usdPerGbMonth;

    @Option(
            names = "--tolerate",
            paramLabel = "domains=N,drives=N",
            description = "What may be gone at one time.")
    private @Nullable String tolerate;

    @Option(
            names = "--rebuild-domain",
            paramLabel = "TIME",
            description = "A lost domain is re-created within this time.")
    private @Nullable String rebuildDomain;

    @Option(names = "--gpus", paramLabel = "N", description = "GPUs that are served.")
    private @Nullable String gpus;

    @Option(
            names = "--gpu-profile",
            paramLabel = "NAME",
            description = "What a GPU asks for (faultline catalog gpu-profiles).")
    private @Nullable String gpuProfile;

    @Option(
            names = "--objective",
            paramLabel = "WHAT",
            description =
                    "Least cost, power, racks or nodes; or the most usable within the limits.")
    private @Nullable String objective;

    @Option(
            names = "--server",
            paramLabel = "NAME",
            description =
                    "A server to build from; NAME+NAME for enclosures with front ends. Any number.")
    private List<String> servers = List.of();

    @Option(names = "--vm", paramLabel = "NAME", description = "A VM to build from. Any number.")
    private List<String> vms = List.of();

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replaces any value of the requirement.")
    private List<String> settings = List.of();

    /** A requirement's file to which the settings are applied where there is no other. */
    String text() {
        return "name: What the options ask\ncandidates: []\n";
    }

    List<Setting> settings() {
        return texts().stream().map(Setting::parse).toList();
    }

    /** What makes the same again, with a blank in front. */
    String words() {
        return texts().stream()
                .map(text -> " --set '" + text.replace("'", "'\\''") + "'")
                .collect(Collectors.joining());
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        add(texts, "usable", usable);
        add(texts, "read", read);
        add(texts, "write", write);
        add(texts, "read-per-petabyte", readPerPetabyte);
        add(texts, "site.power", power);
        add(texts, "racks", racks);
        add(texts, "site.rack-power", rackPower);
        add(texts, "usd-per-gb-month", usdPerGbMonth);
        add(texts, "protection.tolerate", tolerate == null ? null : tolerated(tolerate));
        add(texts, "rebuild-domain", rebuildDomain);
        add(texts, "gpus", gpus);
        add(texts, "gpu-profile", gpuProfile);
        add(texts, "objective", objective);
        if (!servers.isEmpty() || !vms.isEmpty()) {
            texts.add("candidates=" + candidates());
        }
        texts.addAll(settings);
        return texts;
    }

    private String candidates() {
        List<String> all = new ArrayList<>();
        for (String server : servers) {
            String[] parts = server.split("\\+", 2);
            all.add(
                    parts.length == 1
                            ? "{server: %s}".formatted(parts[0])
                            : "{server: %s, front-end: %s}".formatted(parts[0], parts[1]));
        }
        vms.forEach(vm -> all.add("{vm: %s}".formatted(vm)));
        return "[" + String.join(", ", all) + "]";
    }

    /** {@code domains=1,drives=2} as a file writes it. */
    private static String tolerated(String text) {
        Map<String, String> keys = Map.of("domains", "failure-domains");
        return Arrays.stream(text.split(","))
                .map(part -> part.strip().split("=", 2))
                .map(pair -> pair.length == 2 ? keyed(keys, pair) : wrong(text))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String keyed(Map<String, String> keys, String[] pair) {
        return keys.getOrDefault(pair[0], pair[0]) + ": " + pair[1];
    }

    private static String wrong(String text) {
        throw new RefusedArgument(
                "--tolerate %s: expected domains=N,drives=N, such as domains=1,drives=2"
                        .formatted(text));
    }

    private static void add(List<String> texts, String path, @Nullable String value) {
        if (value != null) {
            texts.add(path + "=" + value);
        }
    }
}
