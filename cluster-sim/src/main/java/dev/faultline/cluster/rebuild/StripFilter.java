package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.protection.Layout;

/** Which strips a rebuild is to re-create: those on drives that are given up. */
@FunctionalInterface
interface StripFilter {
    boolean test(Layout layout, int strip);
}
