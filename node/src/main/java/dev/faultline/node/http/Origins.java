package dev.faultline.node.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages from elsewhere from breaking drives: a browser names the page that a request
 * comes from, and it must be ours. On loopback the host must also be a loopback name, so that no
 * other name can be made to point here. Tools such as curl name no page and are let through.
 */
final class Origins {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean loopbackOnly;

    Origins(boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
    }

    /** For a door that listens there. */
    static Origins of(InetSocketAddress listen) {
        return new Origins(listen.getAddress() != null && listen.getAddress().isLoopbackAddress());
    }

    boolean mayChange(HttpHeaders headers) {
        @Nullable String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin == null) {
            return true;
        }
        String host = headers.get(HttpHeaderNames.HOST, "");
        return origin.equals("http://" + host)
                && (!loopbackOnly || LOOPBACK.contains(host.replaceFirst(":[0-9]+$", "")));
    }
}
