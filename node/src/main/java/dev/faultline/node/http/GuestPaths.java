package dev.faultline.node.http;

import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;

import dev.faultline.node.metadata.MetadataDesk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which guest a request is from: the port says so, or what its path begins with. */
sealed interface GuestPaths {

    /**
     * A guest, and what it asks for.
     *
     * @param prefix of the path, which the service does not see
     */
    record Guest(int index, String prefix, String target) {

        /** On a port of its own a guest that is away cannot ask. */
        boolean isAway(MetadataDesk desk) {
            return !prefix.isEmpty() && desk.away().contains(desk.instances().get(index).name());
        }

        /** A place that the service names, as it is reached from outside. */
        String outside(String location) {
            if (prefix.isEmpty()) {
                return location;
            }
            int path =
                    location.startsWith("http://") ? location.indexOf('/', "http://".length()) : 0;
            return location.substring(0, path) + prefix + location.substring(path);
        }
    }

    /** The guest of a request's target; null when there is none. */
    @Nullable Guest find(String target);

    /** What is answered then. */
    Answer unknown();

    /** One guest alone. */
    record Only(int index) implements GuestPaths {

        @Override
        public Guest find(String target) {
            return new Guest(index, "", pathOf(target));
        }

        @Override
        public Answer unknown() {
            return Answer.error(NOT_FOUND, "nothing is there");
        }
    }

    /**
     * Many guests, each behind a prefix of two steps.
     *
     * @param indices by prefix, such as {@code /r1/n3}
     */
    record Prefixed(Map<String, Integer> indices) implements GuestPaths {

        @Override
        public @Nullable Guest find(String target) {
            String path = pathOf(target);
            int second = path.indexOf('/', 1);
            int end = second < 0 ? -1 : path.indexOf('/', second + 1);
            String prefix = end < 0 ? path : path.substring(0, end);
            Integer index = indices.get(prefix);
            return index == null
                    ? null
                    : new Guest(index, prefix, end < 0 ? "/" : path.substring(end));
        }

        @Override
        public Answer unknown() {
            return Answer.error(
                    NOT_FOUND,
                    "no guest is there; paths begin with a node, as in %s/"
                            .formatted(indices.keySet().iterator().next()));
        }
    }

    private static String pathOf(String target) {
        if (!target.startsWith("http://")) {
            return target;
        }
        int path = target.indexOf('/', "http://".length());
        return path < 0 ? "/" : target.substring(path);
    }
}
