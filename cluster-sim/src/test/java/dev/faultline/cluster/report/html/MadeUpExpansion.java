package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.ExpansionResult;
import dev.faultline.cluster.result.ExpansionResult.Balance;
import dev.faultline.cluster.result.ExpansionResult.Clients;
import dev.faultline.cluster.result.ExpansionResult.Movement;
import dev.faultline.cluster.result.ExpansionResult.Reencoding;
import dev.faultline.cluster.result.ExpansionResult.Size;
import dev.faultline.cluster.result.ExpansionResult.Step;
import dev.faultline.cluster.result.ExpansionStage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A growth in two steps that no model computed, with round numbers. */
final class MadeUpExpansion {

    private MadeUpExpansion() {}

    static ExpansionResult result() {
        return new ExpansionResult(
                ExpansionResult.FORMAT,
                "made up",
                "4+1",
                1,
                0.8,
                0.3,
                null,
                List.of(
                        step(new Size(10, 100, 5, 5), new Size(20, 200, 10, 10), null),
                        step(
                                new Size(20, 200, 10, 10),
                                new Size(40, 400, 20, 20),
                                new Reencoding("16+2", 5e15, 2e15, 2.25e15, 7200))));
    }

    private static Step step(Size before, Size after, @Nullable Reencoding better) {
        double scale = before.drives() / 100.0;
        return new Step(
                "from",
                "to",
                before,
                after,
                scale * 1e15,
                scale * 2e15,
                scale * 0.8e15,
                0.4,
                new Movement(
                        scale * 0.5e15,
                        scale * 0.5e15,
                        scale * 0.5e15,
                        0,
                        7200,
                        3600,
                        "NIC out, of those that were there"),
                new Balance(0.99, 1.01, 1, 1, 1),
                new Clients(scale * 100e9, scale * 80e9, scale * 100e9, scale * 200e9),
                List.of(
                        new ExpansionStage(0, 3600, 0.5, scale * 80e9),
                        new ExpansionStage(3600, 7200, 1, scale * 120e9)),
                better);
    }
}
