package dev.faultline.node.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;

/** Answers as HTTP responses, with the headers that keep a browser from doing more than shown. */
final class Responses {

    private Responses() {}

    /**
     * @param bodyless whether the request was HEAD: the length is told and the body left out
     */
    static FullHttpResponse of(Answer answer, boolean keepAlive, boolean bodyless) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        answer.status(),
                        bodyless ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set("x-content-type-options", "nosniff");
        headers.set(
                HttpHeaderNames.CONTENT_SECURITY_POLICY,
                "default-src 'self'; frame-ancestors 'none'");
        String allow = answer.allow();
        if (allow != null) {
            headers.set(HttpHeaderNames.ALLOW, allow);
        }
        headers.set(
                HttpHeaderNames.CONNECTION,
                keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        return response;
    }
}
