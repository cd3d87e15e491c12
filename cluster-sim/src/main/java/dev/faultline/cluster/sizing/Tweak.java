package dev.faultline.cluster.sizing;

import dev.faultline.cluster.topology.NodeKind;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An input of the models made larger or smaller.
 *
 * @param settings of the topology's file
 * @param hardware what becomes of each kind of node; null for the same
 */
record Tweak(List<Setting> settings, @Nullable UnaryOperator<NodeKind> hardware) {

    static final Tweak NONE = new Tweak(List.of(), null);

    static Tweak of(String setting) {
        return new Tweak(List.of(Setting.parse(setting)), null);
    }

    static Tweak of(UnaryOperator<NodeKind> hardware) {
        return new Tweak(List.of(), hardware);
    }

    Located applyTo(Located root, Problems problems) {
        Located changed = root;
        for (Setting setting : settings) {
            changed = setting.applyTo(changed, problems);
        }
        return changed;
    }

    Proposal applyTo(Proposal proposal) {
        return hardware == null ? proposal : proposal.with(proposal.cluster().withKinds(hardware));
    }
}
