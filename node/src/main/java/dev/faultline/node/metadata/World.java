package dev.faultline.node.metadata;

/**
 * All that an answer can depend on and change besides the instance.
 *
 * @param platform shared by all instances
 * @param guest of the one that asks
 */
public record World(Platform platform, GuestState guest) {

    World with(Platform changed) {
        return new World(changed, guest);
    }

    World with(GuestState changed) {
        return new World(platform, changed);
    }
}
