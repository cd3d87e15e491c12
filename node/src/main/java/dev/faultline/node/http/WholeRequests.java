package dev.faultline.node.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Gathers a request with its body, and refuses one that is too long in our own words. */
final class WholeRequests extends HttpObjectAggregator {

    WholeRequests(int bodyBytes) {
        super(bodyBytes, true);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        Answer answer =
                Answer.error(
                        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                        "a body of at most %d bytes is accepted".formatted(maxContentLength()));
        context.writeAndFlush(Responses.of(answer, false, false))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
