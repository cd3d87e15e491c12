package dev.faultline.cluster.durability.trial;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Runs numbered blocks of trials on all cores. Results come back in the order of the numbers, and a
 * block draws only from its own stream, so sums over them do not depend on the number of threads.
 */
final class Blocks {
    private Blocks() {}

    static <T> List<T> run(int first, int count, IntFunction<T> block) {
        return IntStream.range(first, first + count).parallel().mapToObj(block).toList();
    }
}
