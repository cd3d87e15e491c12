package dev.faultline.node.erasure;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import java.util.stream.IntStream;

/** Linear maps that are run over the same bytes, in order, and what they read and write. */
final class Program {
    private final LinearMap[] maps;
    private final int[] reads;
    private final int[] writes;

    Program(List<LinearMap> maps) {
        this.maps = maps.toArray(LinearMap[]::new);
        this.writes = maps.stream().flatMapToInt(Program::targets).distinct().sorted().toArray();
        this.reads =
                maps.stream()
                        .flatMapToInt(map -> IntStream.range(0, map.sourceCount()).map(map::source))
                        .distinct()
                        .sorted()
                        .toArray();
    }

    private static IntStream targets(LinearMap map) {
        return IntStream.range(0, map.targetCount()).map(map::target);
    }

    /** Runs over bytes {@code from} to {@code to - 1} of every strip. Checks all, then begins. */
    void run(Kernel kernel, Stripe stripe, long from, long to) {
        for (int strip : reads) {
            checkReachable(stripe, strip);
        }
        for (int strip : writes) {
            checkReachable(stripe, strip);
            if (stripe.strip(strip).isReadOnly()) {
                throw new IllegalArgumentException(
                        "strip " + strip + " is to be written, and is read-only");
            }
        }
        try {
            kernel.run(this, stripe, from, to);
        } finally {
            Reference.reachabilityFence(stripe);
        }
    }

    private static void checkReachable(Stripe stripe, int strip) {
        MemorySegment memory = stripe.strip(strip);
        if (!memory.scope().isAlive()) {
            throw new IllegalStateException("strip " + strip + " lies in an arena already closed");
        }
        if (!memory.isAccessibleBy(Thread.currentThread())) {
            throw new WrongThreadException(
                    "strip " + strip + " lies in an arena confined to another thread");
        }
    }

    int mapCount() {
        return maps.length;
    }

    LinearMap map(int index) {
        return maps[index];
    }

    int[] reads() {
        return reads;
    }

    int[] writes() {
        return writes;
    }
}
