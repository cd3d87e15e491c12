package dev.faultline.cluster.scenario;

import dev.faultline.node.units.Span;
import org.jspecify.annotations.Nullable;

/**
 * An event in words.
 *
 * @param kind {@code lose}, {@code outage}, {@code slow}, {@code degrade}, {@code maintain} or
 *     {@code replace}
 * @param text as a person would say it
 * @param state of the parts from then on; null when they work
 * @param seconds how long it lasts; null for good
 */
record Described(String kind, String text, @Nullable String state, @Nullable Double seconds) {

    static Described of(ScenarioFile.Event event) {
        return switch (event) {
            case ScenarioFile.Lose e -> new Described("lose", "lose " + e.parts(), "lost", null);
            case ScenarioFile.Outage e ->
                    new Described(
                            "outage",
                            "outage of " + e.parts() + lasting(e.lasting()),
                            "out",
                            seconds(e.lasting()));
            case ScenarioFile.Slow e ->
                    new Described(
                            "slow",
                            "%s slower by %s%s"
                                    .formatted(e.parts(), number(e.factor()), lasting(e.lasting())),
                            "slow",
                            seconds(e.lasting()));
            case ScenarioFile.Degrade e ->
                    new Described(
                            "degrade",
                            "%s down to %s%s".formatted(e.parts(), e.to(), lasting(e.lasting())),
                            "slow",
                            seconds(e.lasting()));
            case ScenarioFile.Maintain e ->
                    new Described(
                            "maintain",
                            "maintenance of %s: %s%s"
                                    .formatted(e.parts(), e.effect().word(), lasting(e.lasting())),
                            null,
                            seconds(e.lasting()));
            case ScenarioFile.Replace e ->
                    new Described("replace", "replace " + e.parts(), null, null);
        };
    }

    private static String lasting(@Nullable Span span) {
        return span == null ? "" : " for " + span.print();
    }

    private static @Nullable Double seconds(@Nullable Span span) {
        return span == null ? null : span.seconds();
    }

    private static String number(double factor) {
        return factor == Math.rint(factor) ? Long.toString((long) factor) : Double.toString(factor);
    }
}
