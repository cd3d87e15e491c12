package dev.faultline.cluster.protection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which codes keep a promise on so many failure domains.
 *
 * <p>With n = k+m strips over F usable domains, at most {@code c = ceil(n / F)} lie in one, and the
 * promise holds when the code survives any {@code f c + d} erasures. More strips in a domain make a
 * wider stripe, but each adds f parities; where domains are few, those parities soon cost more than
 * the width gains.
 *
 * <p>A promise of u update domains besides needs {@code f c + u c' + d} parities, with at most
 * {@code c' = ceil(n / U)} strips in one of U update domains. A narrower stripe may then be the
 * better one, because it needs a strip less in an update domain.
 *
 * @param domainCount failure domains that hold drives
 * @param updateDomainCount update domains that hold drives
 * @param drivesPerDomain drives of the smallest of them
 * @param maxWidth widest stripe allowed
 * @param maxParities most parities allowed
 */
public record CodeChoice(
        int domainCount,
        int updateDomainCount,
        int drivesPerDomain,
        Promise promise,
        int maxWidth,
        int maxParities) {

    /** Parities up to which the byte-moving codes are built and measured. */
    public static final int DEFAULT_MAX_PARITIES = 8;

    /** A choice on which update domains do not matter. */
    public CodeChoice(
            int domainCount, int drivesPerDomain, Promise promise, int maxWidth, int maxParities) {
        this(domainCount, 1, drivesPerDomain, promise, maxWidth, maxParities);
    }

    /**
     * The widest code for each number of strips per domain, in growing order: what {@code auto}
     * chooses from.
     */
    public List<CodeOption> frontier() {
        List<CodeOption> options = new ArrayList<>();
        int used = promise.usedDomains(domainCount);
        for (int perDomain = 1; perDomain <= drivesPerDomain && used > 0; perDomain++) {
            addWidest(perDomain, Math.min(maxWidth, perDomain * used), options);
            if (perDomain * used >= maxWidth) {
                break;
            }
        }
        return options;
    }

    /** One for each number of strips in an update domain, if these matter. */
    private void addWidest(int perDomain, int widest, List<CodeOption> options) {
        int most = stripsPerUpdateDomain(widest);
        for (int perUpdate = Math.min(1, most); perUpdate <= most; perUpdate++) {
            int width = perUpdate == most ? widest : perUpdate * updateDomainCount;
            int parities = promise.erasures(perDomain, perUpdate);
            boolean asMany = width == widest || stripsPerDomain(width) == perDomain;
            if (asMany && parities <= maxParities && parities < width) {
                options.add(option(Code.reedSolomon(width - parities, parities)));
            }
        }
    }

    /** The most efficient code; the narrower of two that are equally efficient. */
    public Optional<CodeOption> mostEfficient() {
        return mostEfficient(option -> true);
    }

    /** The most efficient of those that pass a test. */
    public Optional<CodeOption> mostEfficient(Predicate<CodeOption> test) {
        return frontier().stream()
                .filter(test)
                .max(
                        Comparator.comparingDouble((CodeOption o) -> o.code().efficiency())
                                .thenComparing(o -> -o.code().width()));
    }

    /** The widest code with exactly so many parities. */
    public Optional<CodeOption> widestWith(int parities) {
        if (promise.usedDomains(domainCount) < 1) {
            return Optional.empty();
        }
        for (int width = maxWidth; width > parities; width--) {
            Code code = Code.reedSolomon(width - parities, parities);
            if (keeps(code)) {
                return Optional.of(option(code));
            }
        }
        return Optional.empty();
    }

    /** A code with the most strips that it puts into a domain here. */
    public CodeOption option(Code code) {
        return new CodeOption(
                code, stripsPerDomain(code.width()), stripsPerUpdateDomain(code.width()));
    }

    /** c for a stripe of so many strips: ceil(n / F). */
    public int stripsPerDomain(int width) {
        int used = Math.max(1, promise.usedDomains(domainCount));
        return (width + used - 1) / used;
    }

    /** c' for a stripe of so many strips: ceil(n / U); 0 when update domains are not promised. */
    public int stripsPerUpdateDomain(int width) {
        return promise.updateDomains() == 0
                ? 0
                : (width + updateDomainCount - 1) / updateDomainCount;
    }

    /** Erasures that a stripe of so many strips can have when what is promised happens. */
    public int erasures(int width) {
        return promise.erasures(stripsPerDomain(width), stripsPerUpdateDomain(width));
    }

    /** Whether a code keeps the promise here, and fits the drives. */
    public boolean keeps(Code code) {
        return stripsPerDomain(code.width()) <= drivesPerDomain
                && code.tolerance() >= erasures(code.width());
    }
}
