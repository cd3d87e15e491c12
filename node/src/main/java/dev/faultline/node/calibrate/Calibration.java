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
    private static final int WARM_UP_STRIP_BYTES = 1024;

    /** Between them, these run every loop that the others do. */
    private static final int WARM_UP_MEASURES = 5;

    private static final int NEEDED_MEASURES = 3;
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
    public Calibration(LongSupplier nanoClock, Consumer<String> progress, int stripBytes) {
        this.nanoClock = nanoClock;
        this.progress = progress;
        this.stripBytes = stripBytes;
    }

    /**
     * Takes the budget, and one measure more at most. The JIT compiler is given a part of it first;
     * where vectors are not faster by then, the scalar kernel is measured, and named. On a host so
     * busy that time runs out, the last measures are left out.
     */
    public HostRates measure(Duration budget) {
        try (Arena arena = Arena.ofConfined()) {
            long begin = nanoClock.getAsLong();
            long size = (long) STRIPS * Math.max(stripBytes, WARM_UP_STRIP_BYTES);
            MemorySegment memory = arena.allocate(size, 4096).fill((byte) 0x5A);
            long warmUpNanos = (long) (WARM_UP_SHARE * budget.toNanos());
            progress.accept(
                    "warming up, %d s".formatted(Duration.ofNanos(warmUpNanos).toSeconds()));
            Kernel kernel = warmUp(memory, warmUpNanos);
            List<Measure> measures = measures(kernel, memory, stripBytes);
            long nanosOfEach = (budget.toNanos() - warmUpNanos) / measures.size();
            Map<String, Double> rates = new LinkedHashMap<>();
            for (Measure measure : measures) {
                boolean inTime = nanoClock.getAsLong() - begin < budget.toNanos();
                if (inTime || rates.size() < NEEDED_MEASURES) {
                    progress.accept(measure.name());
                    rates.put(measure.name(), medianRate(measure, nanosOfEach));
                }
            }
            return result(kernel, rates, measures);
        }
    }

    /** Those that make the row come first: the reference's encoding and decoding, the checksum. */
    private static List<Measure> measures(Kernel kernel, MemorySegment memory, int stripBytes) {
        ErasureCode reference = ErasureCode.of(REFERENCE).with(kernel);
        ErasureCode local = ErasureCode.of("28+4/local 4").with(kernel);
        ErasureCode wide = ErasureCode.of("146+4").with(kernel);
        ErasureCode wideLocal = ErasureCode.of("144+4/local 4").with(kernel);
        return List.of(
                Measure.encode(reference, memory, stripBytes),
                Measure.decode(reference, memory, stripBytes),
                Measure.checksum(memory.asSlice(0, stripBytes)),
                Measure.repair(reference, memory, stripBytes),
                Measure.repair(local, memory, stripBytes),
                Measure.encode(wide, memory, stripBytes),
                Measure.decode(wide, memory, stripBytes),
                Measure.repair(wide, memory, stripBytes),
                Measure.repair(wideLocal, memory, stripBytes));
    }

    /** A multiply-accumulate for each data byte and parity, or each lost byte and helper. */
    private HostRates result(Kernel kernel, Map<String, Double> rates, List<Measure> measures) {
        double encode = rates.getOrDefault(measures.get(0).name(), Double.NaN);
        double decode = rates.getOrDefault(measures.get(1).name(), Double.NaN);
        return new HostRates(
                kernel.name(),
                stripBytes,
                rates,
                Math.min(encode * REFERENCE_PARITIES, decode * REFERENCE_DATA),
                rates.getOrDefault(measures.get(2).name(), Double.NaN));
    }

    /** Runs what is to be measured, over short strips; returns the faster kernel. */
    private Kernel warmUp(MemorySegment memory, long nanos) {
        Kernel vector = Kernel.vector().orElse(Kernel.scalar());
        List<Measure> vectors =
                measures(vector, memory, WARM_UP_STRIP_BYTES).subList(0, WARM_UP_MEASURES);
        Measure scalar = measures(Kernel.scalar(), memory, WARM_UP_STRIP_BYTES).getFirst();
        long begin = nanoClock.getAsLong();
        while (nanoClock.getAsLong() - begin < nanos) {
            vectors.forEach(measure -> measure.run().run());
            scalar.run().run();
        }
        long slotNanos = nanos / 100;
        boolean faster = rate(vectors.getFirst(), slotNanos) > rate(scalar, slotNanos);
        return faster ? vector : Kernel.scalar();
    }

    /** The median of the slots that fit in the time; a slot is one run long or longer. */
    private double medianRate(Measure measure, long nanos) {
        double[] rates = new double[SLOTS];
        int slots = 0;
        long begin = nanoClock.getAsLong();
        while (slots == 0 || (slots < SLOTS && nanoClock.getAsLong() - begin < nanos)) {
            rates[slots++] = rate(measure, nanos / SLOTS);
        }
        Arrays.sort(rates, 0, slots);
        return rates[slots / 2];
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
