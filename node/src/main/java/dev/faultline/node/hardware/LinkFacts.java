package dev.faultline.node.hardware;

import dev.faultline.node.config.Doc;
import dev.faultline.node.config.Max;
import dev.faultline.node.config.Positive;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.Ratio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every NIC is subject to: the share of a link that protocols leave for payload, and what PCIe
 * carries. Usable rate, each direction separately:
 *
 * <pre>min(ports x line rate, card's total, PCIe usable of card and slot) x protocol efficiency
 * </pre>
 *
 * <p>So a 400 Gb/s card in a Gen4 x16 slot gives min(50, 26) x 0.9 = 23.4 GB/s, not 45.
 */
public record LinkFacts(ProtocolFact protocol, List<PcieFact> pcie) {

    /** Payload bytes per second that the NIC moves in each direction in a slot of its own kind. */
    public double usableBytesPerSecond(NicSpec nic) {
        return usableBytesPerSecond(nic, null);
    }

    /** Payload bytes per second that the NIC moves in each direction in the given slot. */
    public double usableBytesPerSecond(NicSpec nic, @Nullable Pcie slot) {
        Ratio own = nic.protocolEfficiency();
        double efficiency = own == null ? protocol.efficiency().fraction() : own.fraction();
        double rate = nic.portsRate().bytesPerSecond();
        return Math.min(rate, slotBytesPerSecond(nic, slot)) * efficiency;
    }

    /** Whether PCIe, not the ports, decides what the NIC moves. */
    public boolean slotBound(NicSpec nic, @Nullable Pcie slot) {
        return slotBytesPerSecond(nic, slot) < nic.portsRate().bytesPerSecond();
    }

    /** What PCIe of a generation carries over so many lanes in each direction, after overhead. */
    public double pcieBytesPerSecond(Pcie link) {
        return pcie.stream()
                .filter(fact -> fact.generation() == link.generation())
                .mapToDouble(fact -> fact.x16Usable().bytesPerSecond() * link.lanes() / 16)
                .findFirst()
                .orElseThrow(() -> new MissingFact("pcie " + link, "x16-usable"));
    }

    private double slotBytesPerSecond(NicSpec nic, @Nullable Pcie slot) {
        Pcie wanted = nic.pcie();
        if (wanted == null) {
            return Double.POSITIVE_INFINITY;
        }
        return pcieBytesPerSecond(slot == null ? wanted : wanted.limitedBy(slot));
    }

    /** The share of line rate that a storage node's payload reaches. */
    public record ProtocolFact(
            @Positive @Max("100 %") Ratio efficiency, String source, Confidence confidence) {}

    /** What a generation of PCIe carries in each direction. */
    public record PcieFact(
            @Positive int generation,
            @Doc("over 16 lanes, after encoding and packet overhead") @Positive DataRate x16Usable,
            String source,
            Confidence confidence) {}
}
