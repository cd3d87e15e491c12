package dev.faultline.node.config;

import dev.faultline.node.config.Alternative.Form;
import dev.faultline.node.config.Located.Mapping;
import dev.faultline.node.config.Located.Scalar;
import dev.faultline.node.config.Located.Sequence;
import dev.faultline.node.config.Shape.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Chooses among the records that a sealed interface permits. A text is a {@link Word}, a constant
 * of a permitted enum, or a {@link Plain} alternative. A mapping is the first alternative that has
 * all its keys and lacks none it requires; failing that, the one that fits best is taken for what
 * was meant, and its problems are reported.
 */
final class Alternatives {

    private final Binding binding;
    private final Problems problems;
    private final List<Alternative> permitted;

    Alternatives(Class<?> sealed, Binding binding, Problems problems) {
        this.binding = binding;
        this.problems = problems;
        this.permitted = Alternative.permittedBy(sealed);
    }

    Object bind(Located node, String path) {
        return switch (node) {
            case Scalar scalar -> scalar(scalar, path);
            case Sequence list -> first(list, of(Form.LIST), path);
            case Mapping mapping -> mapping(mapping, path);
        };
    }

    private Object scalar(Scalar scalar, String path) {
        for (Alternative alternative : of(Form.WORD)) {
            if (alternative.word().equals(scalar.text())) {
                Mapping nothing = new Mapping(scalar.place(), Map.of());
                return binding.record(nothing, alternative.type(), path);
            }
        }
        for (Alternative alternative : of(Form.CONSTANT)) {
            Object constant = ScalarTypes.words(alternative.type()).get(scalar.text());
            if (constant != null) {
                return constant;
            }
        }
        return first(scalar, scalar.isBlank() ? List.of() : of(Form.TEXT), path);
    }

    /** The first that takes the value; where there is only one, it says why it does not. */
    private Object first(Located node, List<Alternative> fitting, String path) {
        if (fitting.size() == 1) {
            return binding.value(node, fitting.getFirst().type(), path);
        }
        for (Alternative alternative : fitting) {
            Object value = new Binding(new Problems()).value(node, alternative.type(), path);
            if (value != Binding.FAILED) {
                return value;
            }
        }
        return binding.refuse(node, path, "one of " + shown());
    }

    private Object mapping(Mapping mapping, String path) {
        List<Alternative> best = new ArrayList<>();
        int highest = Integer.MIN_VALUE;
        for (Alternative alternative : of(Form.MAPPING)) {
            if (fits(mapping, alternative.keys())) {
                return binding.record(mapping, alternative.type(), path);
            }
            int score = score(mapping, alternative.keys());
            if (score > highest) {
                highest = score;
                best.clear();
            }
            if (score == highest) {
                best.add(alternative);
            }
        }
        return best.size() == 1
                ? binding.record(mapping, best.getFirst().type(), path)
                : undecided(mapping, best, path);
    }

    /** No one form is nearest: name the keys that belong to none of them, and show them all. */
    private Object undecided(Mapping mapping, List<Alternative> best, String path) {
        Map<String, Part> known = new LinkedHashMap<>();
        best.forEach(alternative -> known.putAll(alternative.keys()));
        if (!best.isEmpty()) {
            binding.unknownKeys(mapping, known, path);
        }
        problems.add(mapping.place(), path, "expected one of " + shown());
        return Binding.FAILED;
    }

    private static boolean fits(Mapping mapping, Map<String, Part> keys) {
        return keys.keySet().containsAll(mapping.entries().keySet())
                && keys.values().stream()
                        .allMatch(p -> !p.required() || mapping.entries().containsKey(p.key()));
    }

    /** Keys that belong here count most, then keys that nearly do, then required ones missing. */
    private static int score(Mapping mapping, Map<String, Part> keys) {
        int score = 0;
        for (String key : mapping.entries().keySet()) {
            if (keys.containsKey(key)) {
                score += 100;
            } else if (Spelling.nearest(key, keys.keySet()) != null) {
                score += 50;
            }
        }
        for (Part part : keys.values()) {
            score -= part.required() && !mapping.entries().containsKey(part.key()) ? 1 : 0;
        }
        return score;
    }

    private List<Alternative> of(Form form) {
        return permitted.stream().filter(alternative -> alternative.form() == form).toList();
    }

    private String shown() {
        return permitted.stream()
                .map(Alternative::shown)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
