package dev.faultline.cluster.scenario;

import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small site and what happens to it, as the text of the two files that a person would write. A
 * server is written out in place from the catalog's parts with round numbers.
 *
 * @param nics of a node, 2 GB/s each and direction
 * @param code what {@code protection.data} says
 * @param drivesTolerated besides one failure domain
 * @param rebuild keys of the scenario's {@code rebuild}
 * @param rest further lines of the scenario
 */
record SmallSite(
        int domains,
        int racksPerDomain,
        int nodesPerRack,
        int drives,
        int nics,
        double oversubscription,
        String code,
        int drivesTolerated,
        long seed,
        String rebuild,
        String rest) {

    private static final Catalog CATALOG = Catalog.load(home().resolve("topologies/catalog"));

    static Path home() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("topologies")) ? here : here.resolve("..").normalize();
    }

    /** A site drawn from a seed, on which nothing happens yet. */
    static SmallSite of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int domains = random.nextInt(6, 9);
        int perDomain = random.nextInt(1, 3);
        int nodes = random.nextInt(1, 4);
        String[] codes = {"auto", "{parity: 2}", "{code: 3+2}", "{parity: 3}"};
        return new SmallSite(
                domains,
                perDomain,
                nodes,
                random.nextInt(2, 5),
                random.nextInt(1, 3),
                1 + random.nextInt(3),
                codes[random.nextInt(codes.length)],
                1,
                seed,
                "{share: %d %%, detect-after: 30 s}".formatted(10 * random.nextInt(1, 11)),
                "");
    }

    /** A timeline drawn from the site's seed: losses, outages, slow parts, replacements. */
    SmallSite withRandomEvents(int events) {
        SplittableRandom random = new SplittableRandom(seed + 1);
        StringBuilder text = new StringBuilder("timeline:\n");
        int minutes = 0;
        for (int i = 0; i < events; i++) {
            minutes += random.nextInt(40);
            text.append("  - {at: %d min, %s}\n".formatted(minutes, event(random)));
        }
        return with(text.toString());
    }

    private String event(SplittableRandom random) {
        int rack = random.nextInt(domains * racksPerDomain);
        int node = random.nextInt(nodesPerRack);
        int drive = random.nextInt(drives);
        String lasting = ", for: %d min".formatted(random.nextInt(1, 60));
        return switch (random.nextInt(8)) {
            case 0, 1 -> "lose: drive/r%d/n%d/d%d".formatted(rack, node, drive);
            case 2 -> "lose: node/r%d/n%d".formatted(rack, node);
            case 3 -> "lose: random 2 drives";
            case 4 -> "outage: rack/%d%s".formatted(rack, lasting);
            case 5 -> "slow: drive/r%d/*, factor: 3%s".formatted(rack, lasting);
            case 6 -> "degrade: nic/r%d/n%d/0, to: 40 %%%s".formatted(rack, node, lasting);
            default -> "replace: drive/r%d/n%d/*".formatted(rack, node);
        };
    }

    /** With other lines at the end of the scenario. */
    SmallSite with(String lines) {
        return new SmallSite(
                domains,
                racksPerDomain,
                nodesPerRack,
                drives,
                nics,
                oversubscription,
                code,
                drivesTolerated,
                seed,
                rebuild,
                lines);
    }

    String topologyText() {
        return """
        name: small
        site: {pue: 1.0}
        nodes:
          - group: storage
            server:
              kind: converged
              rack-units: 1
              drives: [{drive: lab-1t, count: %d}]
              write-buffer: {drive: lab-buffer-100g, count: 1}
              nics: [{nic: lab-16g, count: %d}]
              cpu: {cpu: lab-cpu}
              chassis-idle-power: 50 W
              chassis-maximum-power: 50 W
              psu-efficiency: 100 %%
            failure-domains: %d
            racks-per-domain: %d
            nodes-per-rack: %d
        network: {leaf-uplink-oversubscription: %s}
        protection:
          data: %s
          tolerate: {failure-domains: 1, drives: %d}
          metadata: {mirrors: 3, share: 2 %%}
          max-width: 24
        """
                .formatted(
                        drives,
                        nics,
                        domains,
                        racksPerDomain,
                        nodesPerRack,
                        oversubscription,
                        code,
                        drivesTolerated);
    }

    String scenarioText() {
        return """
        name: small %d
        topology: topology.yaml
        seed: %d
        fill: 70 %%
        rebuild: %s
        %s
        """
                .formatted(seed, seed, rebuild, rest.stripTrailing());
    }

    /** Writes both files; the scenario's. */
    Path write(Path folder) {
        try {
            Files.writeString(folder.resolve("topology.yaml"), topologyText());
            return Files.writeString(folder.resolve("scenario.yaml"), scenarioText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads both files back with some settings. */
    Scenario scenario(Path folder, String... settings) {
        return read(write(folder), settings);
    }

    /** Reads any scenario with some settings. */
    static Scenario read(Path file, String... settings) {
        Problems problems = new Problems();
        List<Setting> values = Arrays.stream(settings).map(Setting::parse).toList();
        Scenario scenario = new ScenarioReader(CATALOG).read(file, values, problems);
        problems.throwIfAny();
        if (scenario == null) {
            throw new IllegalStateException("no scenario, and no problem");
        }
        return scenario;
    }
}
