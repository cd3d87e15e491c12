package dev.faultline.node.erasure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds, for wanted strips, the sums of available strips that give them. The data strips that are
 * not there are unknowns, each parity that is there is an equation. Local parities come first, and
 * a later equation is used only where the earlier ones do not do: so one strip lost in a group is
 * repaired from its group.
 */
final class RecoveryPlanner {
    private final CodeShape shape;
    private final Matrix parity;
    private final StripSet available;
    private final int[] unknowns;
    private final int[] equationStrips;
    private final Equations equations;

    RecoveryPlanner(CodeShape shape, Matrix parity, StripSet available) {
        this.shape = shape;
        this.parity = parity;
        this.available = available;
        this.unknowns =
                IntStream.range(0, shape.data()).filter(i -> !available.contains(i)).toArray();
        int firstLocal = shape.data() + shape.globalParities();
        this.equationStrips =
                IntStream.concat(
                                IntStream.range(firstLocal, shape.strips()),
                                IntStream.range(shape.data(), firstLocal))
                        .filter(available::contains)
                        .toArray();
        this.equations = new Equations(unknowns.length, equationStrips.length);
        for (int strip : equationStrips) {
            equations.add(overUnknowns(strip));
        }
    }

    /** Linear maps from available strips to the wanted ones. */
    Program plan(StripSet wanted) {
        List<Group> groups = new ArrayList<>();
        StripSet missing = StripSet.EMPTY;
        for (int strip : wanted.toArray()) {
            int[] sum = sum(strip);
            if (sum == null) {
                missing = missing.with(strip);
            } else {
                Group.join(groups, strip, sum);
            }
        }
        if (!missing.isEmpty()) {
            throw new UnrecoverableException(explain(missing), missing);
        }
        return new Program(groups.stream().map(Group::map).toList());
    }

    boolean recovers(StripSet wanted) {
        return wanted.stream().allMatch(strip -> sum(strip) != null);
    }

    private int[] overUnknowns(int strip) {
        return Arrays.stream(unknowns).map(unknown -> generator(strip, unknown)).toArray();
    }

    /** The coefficient of a data strip in any strip. */
    private int generator(int strip, int dataStrip) {
        if (strip < shape.data()) {
            return strip == dataStrip ? 1 : 0;
        }
        return parity.at(strip - shape.data(), dataStrip);
    }

    /** A strip as the sum of all strips times these coefficients (0 where unavailable), or null. */
    private int @Nullable [] sum(int strip) {
        int[] multiples = equations.combination(overUnknowns(strip));
        if (multiples == null) {
            return null;
        }
        int[] sum = new int[shape.strips()];
        for (int data = 0; data < shape.data(); data++) {
            sum[data] = available.contains(data) ? generator(strip, data) : 0;
        }
        for (int i = 0; i < multiples.length; i++) {
            int equation = equationStrips[i];
            sum[equation] ^= multiples[i];
            for (int data = 0; data < shape.data() && multiples[i] != 0; data++) {
                if (available.contains(data)) {
                    sum[data] ^= GaloisField.multiply(multiples[i], generator(equation, data));
                }
            }
        }
        return sum;
    }

    private String explain(StripSet missing) {
        StripSet gone = StripSet.range(0, shape.strips()).without(available);
        return "%s cannot recover %s: %d data strips are gone, and the %d parities left determine only %d of them; at least %d of the strips gone must come back: %s"
                .formatted(
                        shape,
                        names(missing),
                        unknowns.length,
                        equationStrips.length,
                        equations.rank(),
                        unknowns.length - equations.rank(),
                        names(gone));
    }

    private String names(StripSet strips) {
        return strips.stream().mapToObj(shape::stripName).collect(Collectors.joining(", "));
    }

    /** Wanted strips that are computed from (nearly) the same sources, in one map. */
    private record Group(TreeSet<Integer> sources, List<Integer> targets, List<int[]> sums) {
        /** Joins the first group that reads much the same, else founds one. */
        static void join(List<Group> groups, int strip, int[] sum) {
            TreeSet<Integer> sources =
                    IntStream.range(0, sum.length)
                            .filter(i -> sum[i] != 0)
                            .boxed()
                            .collect(Collectors.toCollection(TreeSet::new));
            for (Group group : groups) {
                long shared = sources.stream().filter(group.sources::contains).count();
                if (2 * shared > Math.max(sources.size(), group.sources.size())) {
                    group.add(strip, sum, sources);
                    return;
                }
            }
            Group founded = new Group(new TreeSet<>(), new ArrayList<>(), new ArrayList<>());
            founded.add(strip, sum, sources);
            groups.add(founded);
        }

        private void add(int strip, int[] sum, TreeSet<Integer> reads) {
            sources.addAll(reads);
            targets.add(strip);
            sums.add(sum);
        }

        LinearMap map() {
            int[] slots = sources.stream().mapToInt(Integer::intValue).toArray();
            return LinearMap.setting(
                    slots,
                    targets.stream().mapToInt(Integer::intValue).toArray(),
                    (target, source) -> sums.get(target)[slots[source]]);
        }
    }
}
