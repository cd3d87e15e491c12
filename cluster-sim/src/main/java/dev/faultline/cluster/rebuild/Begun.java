package dev.faultline.cluster.rebuild;

import dev.faultline.cluster.protection.Layout;
import java.util.HashMap;
import java.util.Map;

/** Groups that were being re-created when they were cut short, and how much of them is there. */
final class Begun {

    private final Map<Layout, Map<Integer, Double>> bytes = new HashMap<>();

    /** So much more of a group is there. */
    void add(Layout layout, int group, double recreated) {
        bytes.computeIfAbsent(layout, key -> new HashMap<>()).merge(group, recreated, Double::sum);
    }

    /** All of a group is there. */
    void end(Layout layout, int group) {
        if (bytes.containsKey(layout)) {
            bytes.get(layout).remove(group);
        }
    }

    /** Groups that have all their strips again, re-created or come back, are not begun any more. */
    void forgetWhole() {
        bytes.forEach((layout, groups) ->
                groups.keySet().removeIf(group -> layout.states().missingOf(group) == 0));
    }

    /**
     * Share that is left to be re-created of so many bytes that a group is missing. What is there
     * counts for nothing when that is less.
     */
    double shareLeft(Layout layout, int group, double missingBytes) {
        double there = bytes.getOrDefault(layout, Map.of()).getOrDefault(group, 0.0);
        return there < missingBytes ? 1 - there / missingBytes : 1;
    }
}
