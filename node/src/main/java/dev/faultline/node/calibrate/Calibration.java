package dev.faultline.node.calibrate;

import dev.faultline.node.erasure.ErasureCode;
import dev.faultline.node.erasure.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Times coding and checksums on one thread of this host, over strips of 1 MiB: large enough that
 * data comes from memory, as it does when a network card has just put it there. The machine should
 * be idle. The median of five slots of time counts.
 */
public final class Calibration {
    static final int STRIP_BYTES = 1 << 20;

    private static final int WARM_UP_STRIP_BYTES = 4096;
    private static final int STRIPS = 152;
    private static final int SLOTS = 5;
    private static final double WARM_UP_SHARE = 0.4;

    private static final String REFERENCE = "28+4";
    private static final int REFERENCE_DATA = 28;
    private static final int REFERENCE_PARITIES = 4;

    private final LongSupplier nanoClock;
    private final Consumer<String> progress;
    private final int stripBytes;

    /** Tells {@code progress} what it is at, a line each. */
    public Calibration(LongSupplier nanoClock, Consumer<String> progress) {
        this(nanoClock, progress, STRIP_BYTES);
    }

    Calibration(LongSupplier nanoClock, Consumer<String> progress, int stripBytes) {
        this.nanoClock = nanoClock;
        this.progress = progress;
        this.stripBytes = stripBytes;
    }

    /**
     * Takes the budget, and of each measure at most one run more. The JIT compiler is given a part
     * of it first; where it is not done by then, the scalar kernel is measured, and named.
     */
    public HostRates measure(Duration budget) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory =
                    arena.allocate((long) STRIPS * Math.max(stripBytes, WARM_UP_STRIP_BYTES), 4096);
            memory.fill((byte) 0x5A);
            long warmUpNanos = (long) (WARM_UP_SHARE * budget.toNanos());
            progress.accept(
                    "warming up, %d s".formatted(Duration.ofNanos(warmUpNanos).toSeconds()));
            warmUp(measures(Kernel.fastest(), memory, WARM_UP_STRIP_BYTES), warmUpNanos);
            Kernel kernel = Kernel.fastest().current();
            List<Measure> measures = measures(kernel, memory, stripBytes);
            long slotNanos = (budget.toNanos() - warmUpNanos) / measures.size() / SLOTS;
            Map<String, Double> rates = new LinkedHashMap<>();
            for (Measure measure : measures) {
                progress.accept(measure.name());
                rates.put(measure.name(), medianRate(measure, slotNanos));
            }
            return result(kernel, rates, measures);
        }
    }

    /** The reference's encoding and decoding first, the checksum last. */
    private static List<Measure> measures(Kernel kernel, MemorySegment memory, int stripBytes) {
        ErasureCode reference = ErasureCode.of(REFERENCE).with(kernel);
        ErasureCode local = ErasureCode.of("28+4/local 4").with(kernel);
        ErasureCode wide = ErasureCode.of("146+4").with(kernel);
        ErasureCode wideLocal = ErasureCode.of("144+4/local 4").with(kernel);
        return List.of(
                Measure.encode(reference, memory, stripBytes),
                Measure.decode(reference, memory, stripBytes),
                Measure.repair(reference, memory, stripBytes),
                Measure.repair(local, memory, stripBytes),
                Measure.encode(wide, memory, stripBytes),
                Measure.decode(wide, memory, stripBytes),
                Measure.repair(wide, memory, stripBytes),
                Measure.repair(wideLocal, memory, stripBytes),
                Measure.checksum(memory.asSlice(0, stripBytes)));
    }

    /** A multiply-accumulate for each data byte and parity, or each lost byte and helper. */
    private HostRates result(Kernel kernel, Map<String, Double> rates, List<Measure> measures) {
        double encode = rates.getOrDefault(measures.getFirst().name(), Double.NaN);
        double decode = rates.getOrDefault(measures.get(1).name(), Double.NaN);
        return new HostRates(
                kernel.name(),
                stripBytes,
                rates,
                Math.min(encode * REFERENCE_PARITIES, decode * REFERENCE_DATA),
                rates.getOrDefault(measures.getLast().name(), Double.NaN));
    }

    private void warmUp(List<Measure> measures, long nanos) {
        long begin = nanoClock.getAsLong();
        while (nanoClock.getAsLong() - begin < nanos) {
            for (Measure measure : measures) {
                measure.run().run();
            }
        }
    }

    private double medianRate(Measure measure, long slotNanos) {
        double[] rates = new double[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            rates[slot] = rate(measure, slotNanos);
        }
        Arrays.sort(rates);
        return rates[SLOTS / 2];
    }

    private double rate(Measure measure, long slotNanos) {
        long begin = nanoClock.getAsLong();
        long now = begin;
        long runs = 0;
        while (now - begin < slotNanos || runs == 0) {
            measure.run().run();
            runs++;
            now = nanoClock.getAsLong();
        }
        return runs * measure.bytesPerRun() * 1e9 / (now - begin);
    }
}
