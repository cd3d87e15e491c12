package dev.faultline.cluster.protection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which codes keep a promise on so many failure domains.
 *
 * <p>With n = k+m strips over F usable domains, at most {@code c = ceil(n / F)} lie in one, and the
 * promise holds when the code survives any {@code f c + d} erasures. More strips in a domain make a
 * wider stripe, but each adds f parities; where domains are few, those parities soon cost more than
 * the width gains.
 *
 * @param domainCount failure domains that hold drives
 * @param drivesPerDomain drives of the smallest of them
 * @param maxWidth widest stripe allowed
 * @param maxParities most parities allowed
 */
public record CodeChoice(
        int domainCount, int drivesPerDomain, Promise promise, int maxWidth, int maxParities) {

    /** Parities up to which the byte-moving codes are built and measured. */
    public static final int DEFAULT_MAX_PARITIES = 8;

    /**
     * The widest code for each number of strips per domain, in growing order: what {@code auto}
     * chooses from.
     */
    public List<CodeOption> frontier() {
        List<CodeOption> options = new ArrayList<>();
        int used = promise.usedDomains(domainCount);
        for (int perDomain = 1; perDomain <= drivesPerDomain && used > 0; perDomain++) {
            int parities = promise.erasures(perDomain);
            int width = Math.min(maxWidth, perDomain * used);
            if (parities <= maxParities && parities < width) {
                options.add(
                        new CodeOption(
                                Code.reedSolomon(width - parities, parities),
                                stripsPerDomain(width)));
            }
            if (perDomain * used >= maxWidth) {
                break;
            }
        }
        return options;
    }

    /** The most efficient code; the narrower of two that are equally efficient. */
    public Optional<CodeOption> mostEfficient() {
        return frontier().stream()
                .max(
                        Comparator.comparingDouble((CodeOption o) -> o.code().efficiency())
                                .thenComparing(o -> -o.code().width()));
    }

    /** The widest code with exactly so many parities. */
    public Optional<CodeOption> widestWith(int parities) {
        if (promise.usedDomains(domainCount) < 1 || parities < promise.drives()) {
            return Optional.empty();
        }
        int perDomain =
                promise.domains() == 0
                        ? drivesPerDomain
                        : (parities - promise.drives()) / promise.domains();
        perDomain = Math.min(perDomain, drivesPerDomain);
        int width = Math.min(maxWidth, perDomain * promise.usedDomains(domainCount));
        return width <= parities
                ? Optional.empty()
                : Optional.of(
                        new CodeOption(
                                Code.reedSolomon(width - parities, parities),
                                stripsPerDomain(width)));
    }

    /** c for a stripe of so many strips: ceil(n / F). */
    public int stripsPerDomain(int width) {
        int used = Math.max(1, promise.usedDomains(domainCount));
        return (width + used - 1) / used;
    }

    /** Whether a code keeps the promise here, and fits the drives. */
    public boolean keeps(Code code) {
        int perDomain = stripsPerDomain(code.width());
        return perDomain <= drivesPerDomain && code.tolerance() >= promise.erasures(perDomain);
    }
}
