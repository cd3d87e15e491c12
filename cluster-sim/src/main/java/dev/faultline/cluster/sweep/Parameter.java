package dev.faultline.cluster.sweep;

import dev.faultline.node.config.Setting;
import java.util.List;

/** What is varied, and how. */
record Parameter(String name, List<Choice> choices) {

    /** One of its values: what it is called, and what it sets, in order. */
    record Choice(String label, List<Setting> settings) {}

    List<String> labels() {
        return choices.stream().map(Choice::label).toList();
    }
}
