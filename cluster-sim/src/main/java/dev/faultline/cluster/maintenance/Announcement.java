package dev.faultline.cluster.maintenance;

import dev.faultline.cluster.failure.Parts;

/**
 * Maintenance that the platform announces by one word.
 *
 * @param name as results name it
 * @param stream what its draws follow from
 * @param atNanos when it is announced, or when the first domain of a walk is
 */
public record Announcement(
        String name, String stream, long atNanos, Parts parts, MaintenancePlan plan) {}
