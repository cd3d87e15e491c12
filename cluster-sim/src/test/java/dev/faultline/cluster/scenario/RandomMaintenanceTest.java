package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cluster.result.Maintenance;
import dev.faultline.cluster.result.RunResult;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random calendars within what policies can do: notices of days for visits of minutes, of nodes,
 * hosts, domains and update domains, whose windows overlap. Policies that go node by node, domain
 * by domain, or move data first never take what is promised besides a domain: the drives.
 */
final class RandomMaintenanceTest {

    private static final String[] POLICIES = {
        "migrate-first", "serialize-nodes", "serialize-domain"
    };

    @TempDir Path folder;

    static LongStream seeds() {
        return Seeds.upTo(500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void redundancyNeverFallsBelowThePromise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String policy = POLICIES[random.nextInt(POLICIES.length)];
        int domains = random.nextInt(5, 8);
        int nodes = random.nextInt(1, 4);
        SmallSite site =
                new SmallSite(
                        domains,
                        1,
                        nodes,
                        2,
                        1,
                        1,
                        random.nextBoolean() ? "{parity: 2}" : "auto",
                        1,
                        seed,
                        "{share: 30 %, detect-after: 30 s}",
                        "");
        SmallSite withCalendar = site.with(calendar(random, site) + maintenance(random, policy));

        RunResult result =
                Run.of(
                        withCalendar.scenario(
                                folder,
                                "topology.nodes.storage.update-domains=" + random.nextInt(1, 6),
                                "topology.nodes.storage.vms-per-host=" + random.nextInt(1, 3)),
                        Progress.NONE);

        Maintenance maintenance = Objects.requireNonNull(result.maintenance());
        String which = "-Dseed=%d, %s, %s".formatted(seed, policy, withCalendar);
        assertThat(maintenance.ruleHolds()).as(which).isTrue();
        assertThat(maintenance.belowRuleSeconds()).as(which).isZero();
        assertThat(maintenance.windowsMissed()).as(which).isZero();
        assertThat(maintenance.unfinished()).as(which).isZero();
        assertThat(result.redundancy().minimum()).as(which).isGreaterThanOrEqualTo(1);
        assertThat(result.loss().unavailableSeconds()).as(which).isZero();
    }

    private static String maintenance(SplittableRandom random, String policy) {
        return """
        maintenance:
          policy: %s
          keep-redundancy: 1
          fallback: %s
          migration: {success: %d %%, tries: 2, quota: %d, share: 20 %%}
        """
                .formatted(
                        policy,
                        random.nextBoolean() ? "serialize-nodes" : "serialize-domain",
                        random.nextInt(0, 101),
                        random.nextInt(0, 4));
    }

    private static String calendar(SplittableRandom random, SmallSite site) {
        StringBuilder text = new StringBuilder("timeline:\n");
        int hours = 0;
        int entries = random.nextInt(1, 5);
        for (int i = 0; i < entries; i++) {
            hours += random.nextInt(3);
            String[] parts = {
                "node/r%d/n%d"
                        .formatted(
                                random.nextInt(site.domains()),
                                random.nextInt(site.nodesPerRack())),
                "domain/" + random.nextInt(site.domains()),
                "random 3 nodes",
                "node/*"
            };
            String[] effects = {
                "restart-keeping-drives", "restart-keeping-drives", "restart-losing-drives"
            };
            String[] per = {"vm", "vm", "host"};
            text.append(
                    "  - {at: %d h, maintain: %s, effect: %s, for: %d min, notice: 10 d, window: %d h, starts: spread, per: %s}\n"
                            .formatted(
                                    hours,
                                    parts[random.nextInt(parts.length)],
                                    effects[random.nextInt(effects.length)],
                                    random.nextInt(1, 60),
                                    random.nextInt(0, 9),
                                    per[random.nextInt(per.length)]));
        }
        return text.toString();
    }
}
