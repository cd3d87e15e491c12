package dev.faultline.node.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The connections whose answers are kept back. Belongs to the door's thread. */
final class MetadataHolds {

    private final int most;
    private final Set<MetadataConnection> waiting = new LinkedHashSet<>();

    MetadataHolds(int most) {
        this.most = most;
    }

    boolean isFull() {
        return waiting.size() >= most;
    }

    int count() {
        return waiting.size();
    }

    void add(MetadataConnection connection) {
        waiting.add(connection);
    }

    void remove(MetadataConnection connection) {
        waiting.remove(connection);
    }

    /** Something has changed: whoever waits looks again. */
    void lookAgain() {
        List.copyOf(waiting).forEach(MetadataConnection::lookAgain);
    }
}
