package dev.faultline.cluster.sizing;

import dev.faultline.cluster.review.cost.PriceBook;
import dev.faultline.cluster.topology.NodeKind;
import dev.faultline.cluster.topology.Proposal;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.Catalog;
import dev.faultline.node.hardware.Media;
import dev.faultline.node.hardware.PriceRow;
import dev.faultline.node.units.CapacityPrice;
import dev.faultline.node.units.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An input of the models made larger or smaller.
 *
 * @param settings of the topology's file
 * @param hardware what becomes of each kind of node; null for the same
 * @param flashPrice factor of what a TB of flash costs
 */
record Tweak(
        List<Setting> settings, @Nullable UnaryOperator<NodeKind> hardware, double flashPrice) {

    /** Words for kinds of flash in price lists. */
    private static final Set<String> MEDIA =
            Arrays.stream(Media.values())
                    .map(media -> media.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());

    static final Tweak NONE = new Tweak(List.of(), null, 1);

    static Tweak of(String setting) {
        return new Tweak(List.of(Setting.parse(setting)), null, 1);
    }

    static Tweak of(UnaryOperator<NodeKind> hardware) {
        return new Tweak(List.of(), hardware, 1);
    }

    /** Drives that hold more, each at the price of what it holds. */
    static Tweak ofCapacity(UnaryOperator<NodeKind> hardware, double factor) {
        return new Tweak(List.of(), hardware, factor);
    }

    static Tweak ofFlashPrice(double factor) {
        return new Tweak(List.of(), null, factor);
    }

    /** The prices, those of flash changed. */
    PriceBook prices(PriceBook prices) {
        return flashPrice == 1
                ? prices
                : prices.with(row -> isFlash(row, prices.catalog()) ? changed(row) : row);
    }

    private static boolean isFlash(PriceRow row, Catalog catalog) {
        return row.of().stream()
                .anyMatch(of -> MEDIA.contains(of) || catalog.drives().find(of).isPresent());
    }

    private PriceRow changed(PriceRow r) {
        CapacityPrice terabyte = r.perTerabyte();
        Money each = r.each();
        return new PriceRow(
                r.key(),
                r.name(),
                r.of(),
                terabyte == null ? null : new CapacityPrice(terabyte.usdPerTerabyte() * flashPrice),
                each == null ? null : new Money(each.usd() * flashPrice),
                r.perHour(),
                r.discount(),
                r.stored(),
                r.hosting(),
                r.hostingUpTo(),
                r.electricity(),
                r.commitment(),
                r.priceDate(),
                r.region(),
                r.notes(),
                r.source(),
                r.confidence());
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
