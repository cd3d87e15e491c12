package dev.faultline.node.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * The shipped NICs in slots that do and do not carry them; efficiency 0.9, Gen4 26, Gen5 53 GB/s.
 */
final class LinkFactsTest {

    private final Catalog catalog = Catalog.load(ShippedCatalogTest.folder());
    private final LinkFacts links = catalog.links();

    private double usable(String nic, String slot) {
        return links.usableBytesPerSecond(catalog.nics().get(nic), Pcie.parse(slot));
    }

    @Test
    void portsLimitWhereTheSlotIsWideEnough() {
        // 400 Gb/s are 50 GB/s, below 53; x 0.9.
        assertThat(usable("400G", "5.0 x16")).isCloseTo(45e9, within(1.0));
        assertThat(links.slotBound(catalog.nics().get("400G"), Pcie.parse("5.0 x16"))).isFalse();
        // 200 Gb/s are 25 GB/s, below 26.
        assertThat(usable("200G", "4.0 x16")).isCloseTo(22.5e9, within(1.0));
    }

    @Test
    void aFastNicInAnOldOrNarrowSlotIsNoFastNic() {
        assertThat(usable("400G", "4.0 x16")).isCloseTo(26e9 * 0.9, within(1.0));
        // Half the lanes carry half: 53 / 2.
        assertThat(usable("400G", "5.0 x8")).isCloseTo(26.5e9 * 0.9, within(1.0));
        // 800 Gb/s are 100 GB/s, but one Gen5 x16 slot carries 53.
        assertThat(usable("800G", "5.0 x16")).isCloseTo(53e9 * 0.9, within(1.0));
        assertThat(links.slotBound(catalog.nics().get("400G"), Pcie.parse("4.0 x16"))).isTrue();
    }

    @Test
    void aBetterSlotDoesNotMakeTheCardFaster() {
        assertThat(usable("200G", "5.0 x16")).isEqualTo(usable("200G", "4.0 x16"));
    }

    @Test
    void theCardsTotalLimitsItsPorts() {
        // Two ports of 100 Gb/s, and 100 in all: 12.5 GB/s.
        assertThat(links.usableBytesPerSecond(catalog.nics().get("100G")))
                .isCloseTo(11.25e9, within(1.0));
    }

    @Test
    void virtualAdaptersHaveNoSlotAndRoundOnesTheirOwnEfficiency() {
        assertThat(usable("lab-16g", "3.0 x1")).isEqualTo(2e9);
    }

    @Test
    void refusesAGenerationThatIsNotDescribed() {
        LinkFacts empty = new LinkFacts(links.protocol(), java.util.List.of());

        assertThatThrownBy(() -> empty.usableBytesPerSecond(catalog.nics().get("400G")))
                .isInstanceOf(MissingFact.class)
                .hasMessageContaining("pcie 5.0 x16");
    }

    @Test
    void readsSlots() {
        assertThat(Pcie.parse("5 x8")).isEqualTo(new Pcie(5, 8));
        assertThat(Pcie.parse(new Pcie(4, 16).toString())).isEqualTo(new Pcie(4, 16));
        assertThatThrownBy(() -> Pcie.parse("Gen5")).hasMessageContaining("5.0 x16");
    }
}
