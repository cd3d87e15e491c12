package dev.faultline.node.store;

import java.util.UUID;

/** Which node a piece of storage belongs to: 128 random bits, in everything that it writes. */
record NodeId(long high, long low) {

    static NodeId random() {
        UUID uuid = UUID.randomUUID();
        return new NodeId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    static NodeId parse(String text) {
        UUID uuid = UUID.fromString(text);
        return new NodeId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
