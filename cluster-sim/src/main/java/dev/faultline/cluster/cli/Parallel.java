package dev.faultline.cluster.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does independent work on several threads, and gives the answers in the order of the questions.
 */
final class Parallel {

    private Parallel() {}

    /** What is done with each item. */
    @FunctionalInterface
    interface Work<T, R> {
        R on(int index, T item);
    }

    static <T, R> List<R> map(List<T> items, int threads, Work<T, R> work) {
        int useful = Math.clamp(threads, 1, Math.max(1, items.size()));
        try (ExecutorService executor = Executors.newFixedThreadPool(useful)) {
            List<Future<R>> futures = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                int index = i;
                futures.add(executor.submit(() -> work.on(index, items.get(index))));
            }
            List<R> answers = new ArrayList<>();
            for (Future<R> future : futures) {
                answers.add(get(future));
            }
            return answers;
        }
    }

    private static <R> R get(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
