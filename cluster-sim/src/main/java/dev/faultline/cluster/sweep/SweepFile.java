package dev.faultline.cluster.sweep;

import dev.faultline.cluster.scenario.SeedRange;
import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Plain;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sweep as a person writes it: {@code sweeps/….yaml}. */
@Doc("Combinations of parameters, and what to look at in each.")
public record SweepFile(
        @Doc("what to call it") String name,
        @Doc("what else there is to say of it") @Nullable String description,
        @Doc("run this scenario's file with each combination; relative to this file")
                @Nullable String scenario,
        @Doc("review this topology's file with each combination; relative to this file")
                @Nullable String topology,
        @Doc("size this requirement's file with each combination; relative to this file")
                @Nullable String requirement,
        @Doc(
                        "what is varied: each key is a path as --set takes it, with the list of its values; or a"
                                + " name, with choices that set several paths at once")
                Map<String, Choices> parameters,
        @Doc("run each combination with each of these seeds; a scenario's own otherwise")
                @Nullable SeedRange seeds,
        @Doc("figures to show, by name") List<String> show,
        @Doc("which parameters the heat map puts where; the last two, when left out")
                @Nullable HeatMap heatMap) {

    /** The values of one parameter. */
    @Doc("a list of values, or a mapping of names to {path: value, ...}")
    public sealed interface Choices {

        /** Values of one path. */
        @Plain
        record Values(List<Located> values) implements Choices {}

        /** Several paths at once, under a name. */
        @Plain
        record Named(Map<String, Map<String, Located>> choices) implements Choices {}
    }

    /** Where parameters go on a heat map. */
    public record HeatMap(
            @Doc("parameter across") String x,
            @Doc("parameter up") String y,
            @Doc("parameters with a small map for each value: the first beside each other")
                    @Default("[]")
                    List<String> panels,
            @Doc("figure shown first; the first that is shown, when left out")
                    @Nullable String figure) {}
}
