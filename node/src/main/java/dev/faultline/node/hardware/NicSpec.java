package dev.faultline.node.hardware;

import dev.faultline.node.config.Default;
import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.Power;
import dev.faultline.node.units.Ratio;
import dev.faultline.node.units.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network adapter, a DPU or a provider's virtual adapter. */
@Doc("A network adapter: a row of the catalog, or one written out in place.")
public record NicSpec(
        @Doc("short stable key") @Default("this-nic") String key,
        @Default("a NIC written out in the topology") String name,
        @Default("[]") List<String> aliases,
        @Nullable String vendor,
        @Positive @Default("1") int ports,
        @Doc("line rate of one port, each direction") @Positive DataRate lineRate,
        @Doc("what the card carries in all, where that is less than its ports") @Positive
                @Nullable DataRate totalRate,
        @Doc("what the card wants of its slot; left out for virtual adapters") @Nullable Pcie pcie,
        @Doc("share of the rate left for payload, where it is not the general one")
                @Nullable Ratio protocolEfficiency,
        @Doc("power of the card alone under usual load") @Nullable Power typicalPower,
        @Doc("power of the card alone at most") @Nullable Power maximumPower,
        @Doc("power of the optics of one port") @Nullable Power opticsPower,
        @Doc("one way, small messages") @Nullable Span latency,
        @Nullable Boolean roce,
        @Nullable String notes,
        @Default("the topology file") String source,
        @Default("assumed") Confidence confidence)
        implements CatalogRow {

    /** What the ports carry together in each direction, before PCIe and protocols. */
    public DataRate portsRate() {
        DataRate ports = new DataRate(this.ports * lineRate.bytesPerSecond());
        return totalRate != null && totalRate.compareTo(ports) < 0 ? totalRate : ports;
    }

    /** The card and its optics under usual load. */
    public double typicalWatts() {
        double optics = opticsPower == null ? 0 : ports * opticsPower.watts();
        return needed(typicalPower, "typical-power").watts() + optics;
    }
}
