package dev.faultline.cluster.sweep;

import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep's parameters change: a file that is read with settings, and put to a model. Threads
 * share it.
 *
 * @param <I> what the file is read as
 * @param <R> what the model makes of it
 */
interface Subject<I, R> {

    /** "scenario" and the like: also the key in the sweep's file. */
    String kind();

    Path file();

    /** What is read; null when it cannot be used, which is then reported. */
    @Nullable I read(List<Setting> settings, Problems problems);

    /** The files that it was read from. */
    Collection<Path> filesOf(I input);

    R evaluate(I input);

    /** A figure by its name. */
    Optional<Measure<R>> measure(String name);

    /** Names of the figures there are, in words for messages. */
    String measures();

    /** Whether chance plays a part, and seeds mean something. */
    boolean seeded();
}
