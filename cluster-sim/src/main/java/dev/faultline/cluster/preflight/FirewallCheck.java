package dev.faultline.cluster.preflight;

import dev.faultline.cluster.preflight.EnvironmentFile.Port;
import dev.faultline.cluster.preflight.EnvironmentFile.Protocol;
import dev.faultline.cluster.preflight.EnvironmentFile.Rule;
import java.util.List;
import java.util.Locale;

/** Whether the firewall lets through what nodes need, and no more than that. */
final class FirewallCheck {

    /** Of {@code faultline node}, where the environment names none. */
    private static final List<Port> DOORS =
            List.of(
                    new Port(Protocol.TCP, new PortRange(10809, 10809), "block door (NBD)", null),
                    new Port(
                            Protocol.TCP,
                            new PortRange(8080, 8080),
                            "metrics, health and faults",
                            null));

    private static final String SOURCE = "docs/node.md, docs/node-http.md: the node's doors";

    private FirewallCheck() {}

    static void add(Question question, List<Finding> findings) {
        EnvironmentFile environment = question.environment();
        List<Port> ports = environment.ports().isEmpty() ? DOORS : environment.ports();
        for (Port port : ports) {
            Cidr from = port.from() == null ? environment.network().nodes() : port.from();
            String subject = "%s %s".formatted(word(port.protocol()), port.ports().toString());
            boolean open =
                    environment.firewall().stream()
                            .anyMatch(rule -> matches(rule, port) && rule.from().covers(from));
            findings.add(
                    open
                            ? new Finding(
                                    Severity.NOTE,
                                    "firewall",
                                    subject,
                                    "%s: open from %s.".formatted(port.purpose(), from),
                                    "",
                                    SOURCE)
                            : new Finding(
                                    Severity.BLOCKER,
                                    "firewall",
                                    subject,
                                    "%s: no rule lets all of %s through."
                                            .formatted(port.purpose(), from),
                                    "Allow %s from %s.".formatted(subject, from),
                                    SOURCE));
            environment.firewall().stream()
                    .filter(rule -> touches(rule, port) && rule.from().equals(Cidr.ALL))
                    .findFirst()
                    .ifPresent(rule -> findings.add(tooOpen(subject, port)));
        }
    }

    private static Finding tooOpen(String subject, Port port) {
        return new Finding(
                Severity.WARNING,
                "firewall",
                subject,
                "%s: open to everybody, and nobody has to log in.".formatted(port.purpose()),
                "Allow it from the ranges that need it.",
                SOURCE);
    }

    private static boolean matches(Rule rule, Port port) {
        return speaks(rule, port)
                && (rule.ports().isEmpty()
                        || rule.ports().stream().anyMatch(range -> range.has(port.ports())));
    }

    private static boolean touches(Rule rule, Port port) {
        return speaks(rule, port)
                && (rule.ports().isEmpty()
                        || rule.ports().stream()
                                .anyMatch(range ->
                                        range.from() <= port.ports().to()
                                                && port.ports().from() <= range.to()));
    }

    private static boolean speaks(Rule rule, Port port) {
        return rule.allow() == Protocol.ALL || rule.allow() == port.protocol();
    }

    private static String word(Protocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT);
    }
}
