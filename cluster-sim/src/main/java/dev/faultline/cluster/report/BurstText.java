package dev.faultline.cluster.report;

import dev.faultline.cluster.durability.burst.BurstLayout;
import dev.faultline.cluster.durability.burst.BurstProbability;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Burst probabilities as text. */
public final class BurstText {
    private static final MathContext TWELVE_DIGITS = new MathContext(12);

    private BurstText() {}

    /** One line a burst under the layout's sentence. */
    public static String of(BurstLayout layout, List<BurstProbability> cells) {
        StringBuilder text = new StringBuilder(describe(layout) + "\n  failures  racks   loss\n");
        for (BurstProbability cell : cells) {
            String loss =
                    switch (cell) {
                        case BurstProbability.Exact exact ->
                                exact.toDecimal(TWELVE_DIGITS).toString() + "   exact";
                        case BurstProbability.Sampled sampled
                                when sampled.low() == sampled.high() ->
                                String.format(
                                        Locale.ROOT, "%.6g   computed", sampled.probability());
                        case BurstProbability.Sampled sampled ->
                                String.format(
                                        Locale.ROOT,
                                        "%.4g   95 %% within %.4g .. %.4g, %,d bursts",
                                        sampled.probability(),
                                        sampled.low(),
                                        sampled.high(),
                                        sampled.samples());
                    };
            text.append(
                    String.format(
                            Locale.ROOT, "  %8d  %5d   %s%n", cell.failures(), cell.racks(), loss));
        }
        return text.toString();
    }

    /** The layout in a sentence. */
    public static String describe(BurstLayout layout) {
        String grid = "%d racks of %d drives".formatted(layout.racks(), layout.drivesPerRack());
        return grid
                + switch (layout) {
                    case BurstLayout.LocalPools local ->
                            ", pools of %d that survive %d"
                                    .formatted(local.poolDrives(), local.parity());
                    case BurstLayout.NetworkClustered network ->
                            ", sets of %d racks that survive %d pools of %d drives, each surviving %d"
                                    .formatted(
                                            network.width(),
                                            network.parity(),
                                            network.poolDrives(),
                                            network.localParity());
                    case BurstLayout.NetworkDeclustered network ->
                            ", any racks; %d may have lost pools of %d drives, each surviving %d"
                                    .formatted(
                                            network.parity(),
                                            network.poolDrives(),
                                            network.localParity());
                    case BurstLayout.Scattered scattered ->
                            ", %,d placement groups of %d strips that survive %d"
                                    .formatted(
                                            scattered.groups(),
                                            scattered.width(),
                                            scattered.lossGiven().length - 1);
                };
    }
}
