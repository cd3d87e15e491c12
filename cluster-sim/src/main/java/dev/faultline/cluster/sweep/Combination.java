package dev.faultline.cluster.sweep;

import dev.faultline.node.config.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of each parameter, and a seed where seeds are asked for.
 *
 * @param choices in the order of the parameters
 */
record Combination(List<Parameter.Choice> choices, @Nullable Long seed) {

    List<String> labels() {
        return choices.stream().map(Parameter.Choice::label).toList();
    }

    /** Everything that is set, in order; later ones see what earlier ones have set. */
    List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        choices.forEach(choice -> settings.addAll(choice.settings()));
        if (seed != null) {
            settings.add(Setting.parse("seed=" + seed));
        }
        return settings;
    }

    /** All of them: the last parameter changes fastest, and seeds fastest of all. */
    static List<Combination> all(List<Parameter> parameters, List<Long> seeds) {
        List<List<Parameter.Choice>> rows = List.of(List.of());
        for (Parameter parameter : parameters) {
            List<List<Parameter.Choice>> longer = new ArrayList<>();
            for (List<Parameter.Choice> row : rows) {
                for (Parameter.Choice choice : parameter.choices()) {
                    List<Parameter.Choice> next = new ArrayList<>(row);
                    next.add(choice);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        List<Combination> all = new ArrayList<>();
        for (List<Parameter.Choice> row : rows) {
            if (seeds.isEmpty()) {
                all.add(new Combination(row, null));
            }
            seeds.forEach(seed -> all.add(new Combination(row, seed)));
        }
        return all;
    }
}
