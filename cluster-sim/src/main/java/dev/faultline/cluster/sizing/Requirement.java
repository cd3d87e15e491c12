package dev.faultline.cluster.sizing;

import dev.faultline.cluster.sizing.RequirementFile.Candidate;
import dev.faultline.cluster.sizing.RequirementFile.Objective;
import dev.faultline.node.config.Binder;
import dev.faultline.node.config.Bound;
import dev.faultline.node.config.Located;
import dev.faultline.node.config.Problems;
import dev.faultline.node.config.Setting;
import dev.faultline.node.hardware.GpuProfile;
import dev.faultline.node.units.DataRate;
import dev.faultline.node.units.DataSize;
import dev.faultline.node.units.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A requirement with its GPUs turned into rates. Rates are bytes per second, 0 where nothing is
 * asked.
 *
 * @param profile what each GPU asks for; null where none was named
 */
record Requirement(Bound<RequirementFile> bound, String fileName, @Nullable GpuProfile profile) {

    RequirementFile file() {
        return bound.value();
    }

    List<Candidate> candidates() {
        return file().candidates();
    }

    Objective objective() {
        return file().objective();
    }

    double usableBytes() {
        DataSize usable = file().usable();
        return usable == null ? 0 : usable.bytes();
    }

    double readBytesPerSecond() {
        double gpus = profile == null ? 0 : gpus() * profile.readBytesPerSecondEach();
        return Math.max(rate(file().read()), gpus);
    }

    double writeBytesPerSecond() {
        double gpus = profile == null ? 0 : gpus() * profile.writeBytesPerSecondEach();
        return Math.max(rate(file().write()), gpus);
    }

    /**
     * Share of the usable capacity that holds data while a rebuild is timed: a share of what is
     * asked, so that a larger cluster holds no more.
     */
    Ratio fill(double usableBytes) {
        double asked = usableBytes() > 0 ? Math.min(1, usableBytes() / usableBytes) : 1;
        return new Ratio(file().rebuild().fill().fraction() * asked);
    }

    /** Users' bytes that are there while a rebuild is timed. */
    double storedBytes(Configuration configuration) {
        double usable = configuration.reviewed().capacity().usableBytes();
        return usable * fill(usable).fraction();
    }

    /** With values of the file replaced; what GPUs ask is then said as rates. */
    Requirement with(String... settings) {
        Problems problems = new Problems();
        Located root = bound.root();
        List<String> all = new ArrayList<>();
        if (readBytesPerSecond() > 0) {
            all.add("read=" + new DataRate(readBytesPerSecond()));
        }
        if (writeBytesPerSecond() > 0) {
            all.add("write=" + new DataRate(writeBytesPerSecond()));
        }
        all.addAll(List.of(settings));
        for (String setting : all) {
            root = Setting.parse(setting).applyTo(root, problems);
        }
        RequirementFile changed = Binder.bind(root, RequirementFile.class, problems);
        problems.throwIfAny();
        return new Requirement(new Bound<>(Objects.requireNonNull(changed), root), fileName, null);
    }

    /** A part of the file as YAML in one line; empty where the file does not have it. */
    String part(String key) {
        Located part = root().get(key);
        return part == null ? "" : part.flowText();
    }

    Located.Mapping root() {
        return (Located.Mapping) bound.root();
    }

    private int gpus() {
        return Objects.requireNonNullElse(file().gpus(), 0);
    }

    private static double rate(@Nullable DataRate rate) {
        return rate == null ? 0 : rate.bytesPerSecond();
    }
}
