package dev.faultline.cluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.cluster.maintenance.Calendar;
import dev.faultline.cluster.maintenance.Visit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From the lines of a file to the calendar that a platform keeps, or to what is wrong with them.
 */
final class MaintenanceFilesTest {

    private static final long MINUTE = 60_000_000_000L;

    @TempDir Path folder;

    @Test
    void aWalkGoesFromUpdateDomainToUpdateDomain() {
        Calendar calendar =
                calendar(
                        """
                        timeline:
                          - {at: 1 h, maintain: node/*, effect: restart-keeping-drives, for: 10 min, notice: 15 min, walk: update-domains, pause: 30 min}
                        """,
                        "topology.nodes.storage.update-domains=5");

        // Twelve nodes in 6 domains: instance i is in domain i mod 6 and update domain i mod 5, so
        // 3, 3, 2, 2, 2 nodes. A turn takes 10 min and 30 min of rest, and is announced 15 min
        // before.
        assertThat(calendar.visits()).hasSize(12);
        assertThat(calendar.visits())
                .extracting(visit -> visit.announcedNanos() / MINUTE)
                .containsExactly(
                        60L, 60L, 60L, 100L, 100L, 100L, 140L, 140L, 180L, 180L, 220L, 220L);
        assertThat(calendar.visits())
                .allSatisfy(visit ->
                        assertThat(visit.platformNanos() - visit.announcedNanos())
                                .isEqualTo(15 * MINUTE));
    }

    @Test
    void startsAreWithinTheWindowWhereTheFileSaysSo() {
        String line =
                """
                timeline:
                  - {at: 1 h, maintain: node/*, effect: terminate, notice: 1 d, window: 4 h, starts: %s}
                """;
        long opens = 25 * 60 * MINUTE;

        assertThat(calendar(line.formatted("opening")).visits())
                .allSatisfy(visit -> assertThat(visit.platformNanos()).isEqualTo(opens));
        assertThat(calendar(line.formatted("closing")).visits())
                .allSatisfy(
                        visit -> assertThat(visit.platformNanos()).isEqualTo(opens + 240 * MINUTE));
        List<Long> spread =
                calendar(line.formatted("spread")).visits().stream()
                        .map(Visit::platformNanos)
                        .toList();
        assertThat(spread).doesNotHaveDuplicates();
        assertThat(spread).allSatisfy(at -> assertThat(at).isBetween(opens, opens + 240 * MINUTE));
    }

    @Test
    void aHostTakesAllOfItsVms() {
        Calendar calendar =
                calendar(
                        """
                        timeline:
                          - {at: 0 s, maintain: node/r2/n1, effect: terminate, per: host}
                        """,
                        "topology.nodes.storage.vms-per-host=2");

        // Rack 2 has nodes 4 and 5, which share a host.
        assertThat(calendar.visits()).hasSize(1);
        assertThat(calendar.visits().getFirst().nodes()).containsExactly(4, 5);
    }

    @Test
    void drawsComeAtTheirRateAndFollowFromTheSeed() {
        String lines =
                """
                maintenance:
                  generate:
                    - {name: errors, of: node/*, per-year: 6, effect: restart-keeping-drives, for: 1 h}
                until: 10 y
                """;

        Calendar calendar = calendar(lines);

        // 12 nodes x 6 a year x 10 years: 720, give or take three times the root of it.
        assertThat(calendar.visits()).hasSizeBetween(720 - 81, 720 + 81);
        assertThat(times(calendar(lines))).isEqualTo(times(calendar));
        assertThat(times(calendar(lines, "seed=2"))).isNotEqualTo(times(calendar));
    }

    @Test
    void drawnTogetherIsOneAnnouncementForAll() {
        Calendar calendar =
                calendar(
                        """
                        maintenance:
                          generate:
                            - {name: software, of: node/*, per-year: 4, together: true, effect: restart-keeping-drives, for: 1 h}
                        until: 5 y
                        """);

        assertThat(calendar.visits()).hasSize(12 * calendar.announcements().size());
        assertThat(calendar.announcements()).hasSizeBetween(20 - 14, 20 + 14);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    timeline: [{at: 0 s, maintain: drive/r0/n0/d1, effect: terminate}] | a platform maintains nodes, not a drive
                    timeline: [{at: 0 s, maintain: buffer/r0/n0/b0, effect: terminate}] | a platform maintains nodes, not a buffer
                    maintenance: {generate: [{name: a, of: buffer/*, per-year: 1, effect: terminate}]} | a platform maintains nodes, not a buffer
                    timeline: [{at: 0 s, maintain: nic/r0/n0/0, effect: terminate}] | a platform maintains nodes, not a nic
                    timeline: [{at: 0 s, maintain: node/*, effect: live-migrate}] | key "for" is missing: how long live-migrate takes
                    timeline: [{at: 0 s, maintain: node/r9/*, effect: terminate}] | selects 0 parts
                    timeline: [{at: 0 s, maintain: update-domain/6, effect: terminate}] | selects 0 parts
                    timeline: [{at: 0 s, maintain: node/*, effect: reboot}] | restart-keeping-drives
                    timeline: [{at: 0 s, maintain: node/*, effect: terminate, left: 120 %}] | 100 %
                    timeline: [{at: 0 s, maintain: node/*, effect: terminate, walk: racks}] | update-domains
                    maintenance: {policy: drain} | migrate-first
                    maintenance: {policy: migrate-first, fallback: migrate-first} | is for nodes that cannot be migrated
                    maintenance: {migration: {success: 101 %}} | 100 %
                    maintenance: {migration: {tries: 0}} | tries
                    maintenance: {migration: {quota: -1}} | quota
                    maintenance: {postpone-by: 0 s} | postpone-by
                    maintenance: {keep-redundancy: -1} | keep-redundancy
                    maintenance: {generate: [{name: a, of: node/*, per-year: 1, effect: terminate}]} | until: is needed where maintenance is drawn
                    maintenance: {generate: [{name: a, of: node/*, per-year: 0, effect: terminate}]} | per-year
                    """)
    void badLinesAreReported(String lines, String message) {
        assertThatThrownBy(() -> scenario(lines)).hasMessageContaining(message);
    }

    @Test
    void everyProblemIsReportedAtOnceWithItsPlace() {
        String lines =
                """
                timeline: [{at: 0 s, maintain: drive/*, effect: restart-keeping-drives}]
                maintenance:
                  fallback: migrate-first
                  generate:
                    - {name: a, of: rack/99, per-year: 1, effect: terminate}
                    - {name: a, of: node/*, per-year: 1e9, effect: terminate}
                until: 1 y
                """;

        assertThatThrownBy(() -> scenario(lines))
                .hasMessageContaining("scenario.yaml:6:")
                .hasMessageContaining("timeline[0].maintain: a platform maintains nodes")
                .hasMessageContaining("timeline[0]: key \"for\" is missing")
                .hasMessageContaining("maintenance.fallback: is for nodes")
                .hasMessageContaining("maintenance.generate[0].of: 'rack/99' selects 0 parts")
                .hasMessageContaining("maintenance.generate[1].name: there is a \"a\" already")
                .hasMessageContaining("maintenance.generate[1].per-year: would take nodes down");
    }

    @Test
    void aRuleBeyondTheCodeIsRefused() {
        String lines =
                """
                timeline: [{at: 0 s, maintain: node/*, effect: terminate}]
                maintenance: {keep-redundancy: 3}
                """;

        assertThatThrownBy(() -> scenario(lines))
                .hasMessageContaining("3 further erasures are more than the 2 that 3+2 survives");
    }

    private Calendar calendar(String lines, String... settings) {
        return scenario(lines, settings).calendar();
    }

    private static List<Long> times(Calendar calendar) {
        return calendar.visits().stream().map(Visit::announcedNanos).toList();
    }

    private Scenario scenario(String lines, String... settings) {
        return new SmallSite(6, 1, 2, 2, 1, 1, "{code: 3+2}", 1, 1, "{}", lines)
                .scenario(folder, settings);
    }
}
