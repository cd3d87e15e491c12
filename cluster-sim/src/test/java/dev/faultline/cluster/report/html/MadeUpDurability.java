package dev.faultline.cluster.report.html;

import dev.faultline.cluster.result.BurstResult;
import dev.faultline.cluster.result.DurabilityResult;
import dev.faultline.cluster.result.DurabilityResult.Answer;
import dev.faultline.cluster.result.DurabilityResult.Assumption;
import dev.faultline.cluster.result.DurabilityResult.Contribution;
import dev.faultline.cluster.result.DurabilityResult.Improvement;
import dev.faultline.cluster.result.DurabilityResult.Loss;
import dev.faultline.cluster.result.DurabilityResult.Subject;
import dev.faultline.cluster.result.DurabilityResult.Unavailability;
import java.util.ArrayList;
import java.util.List;

/** Answers about durability and bursts for tests of pages: no model computed these numbers. */
final class MadeUpDurability {

    private MadeUpDurability() {}

    /** 2.1e-9 a year, by importance sampling, with all that can be asked. */
    static DurabilityResult result() {
        return new DurabilityResult(
                1,
                new Loss(2.1e-9, 8.68, 2.0e-9, 2.2e-9, "importance", 145_000, 2_078, List.of()),
                134.35e6,
                new Unavailability(1.02e-5, 4.99, 323, 1e-7),
                List.of(
                        new Contribution("rack + drive + latent error", 0.76, 0.017),
                        new Contribution("rack", 0.144, 128.16e6),
                        new Contribution("rack + drive", 0.011, 6.19e6)),
                List.of(
                        new Improvement("one more parity strip in the same width", 3.6e-10, 5.76),
                        new Improvement("NICs twice as fast", 2.09e-9, 1.0)),
                List.of(
                        answer("importance", "all that fails", 2.1e-9, 2.0e-9, 2.2e-9),
                        answer("naive", "all that fails", 0, 0, 3.7e-5),
                        answer("markov", "drives failing alone", 3e-14, 3e-14, 3e-14),
                        new Answer(
                                "exact",
                                "drives failing alone",
                                null,
                                null,
                                null,
                                null,
                                0,
                                "there is no exact answer here")),
                new Subject(
                        "Exabyte",
                        "145+5",
                        12_480,
                        1_248,
                        52,
                        52,
                        10_649,
                        "most-exposed-first",
                        496,
                        42_780.0,
                        30),
                List.of(
                        new Assumption(
                                "drives.annual-failure-rate", "0.9 %", "dies in a year", true),
                        new Assumption("latent.scrub", "7 d", "between scrubs", false)));
    }

    private static Answer answer(
            String method, String of, double probability, double low, double high) {
        return new Answer(
                method,
                of,
                probability,
                DurabilityResult.nines(probability),
                low,
                high,
                1_000,
                null);
    }

    /** Up to 12 drives in up to 8 racks; half of them sampled, none lost in one rack. */
    static BurstResult burst() {
        List<BurstResult.Cell> cells = new ArrayList<>();
        for (int racks = 1; racks <= 8; racks++) {
            for (int failures = racks; failures <= 12; failures++) {
                double loss = racks == 1 ? 0 : Math.pow(10, (failures - 20.0) / 2);
                boolean sampled = racks > 4;
                cells.add(
                        new BurstResult.Cell(
                                failures,
                                racks,
                                loss,
                                sampled ? 0.9 * loss : loss,
                                sampled ? 1.1 * loss : loss,
                                sampled ? 500 : 0,
                                sampled ? "sampled" : "exact"));
            }
        }
        return new BurstResult(
                BurstResult.FORMAT,
                "8 racks of 100 drives",
                cells,
                "Made up",
                "rack",
                8,
                100,
                new BurstResult.Asked(12, null),
                true);
    }
}
