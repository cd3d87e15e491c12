package dev.faultline.node.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;
import static io.netty.handler.codec.http.HttpResponseStatus.INTERNAL_SERVER_ERROR;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_URI_TOO_LONG;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: answers its requests one by one. A client that does not send a whole
 * request, or does not take a whole answer, within the patience is cut off; so is one that sends
 * more requests than it takes answers.
 */
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Routes routes;
    private final Origins origins;
    private final Duration patience;
    private @Nullable ScheduledFuture<?> deadline;

    HttpConnection(Routes routes, Origins origins, Duration patience) {
        this.routes = routes;
        this.origins = origins;
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        expectSomethingSoon(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelDeadline();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!context.channel().isWritable()) {
            context.close();
            return;
        }
        expectSomethingSoon(context);
        boolean broken = request.decoderResult().isFailure();
        boolean keepAlive = !broken && HttpUtil.isKeepAlive(request);
        Answer answer = broken ? refuse(request.decoderResult().cause()) : answer(request);
        boolean bodyless = request.method().equals(HttpMethod.HEAD);
        ChannelFuture sent = context.writeAndFlush(Responses.of(answer, keepAlive, bodyless));
        if (keepAlive) {
            sent.addListener(_ -> expectSomethingSoon(context));
        } else {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private Answer answer(FullHttpRequest request) {
        if (request.method().equals(HttpMethod.POST) && !origins.mayChange(request.headers())) {
            return Answer.error(FORBIDDEN, "a web page from elsewhere must not change this node");
        }
        String path = request.uri().split("[?#]", 2)[0];
        try {
            return routes.answer(request.method(), path, ByteBufUtil.getBytes(request.content()));
        } catch (RuntimeException e) {
            return Answer.error(INTERNAL_SERVER_ERROR, "this request failed: " + e);
        }
    }

    /** Why something that is no request is refused. */
    static Answer refuse(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    Answer.error(REQUEST_URI_TOO_LONG, "the request's first line is too long");
            case TooLongHttpHeaderException _ ->
                    Answer.error(
                            REQUEST_HEADER_FIELDS_TOO_LARGE, "the request's headers are too long");
            default -> Answer.error(BAD_REQUEST, "this is not an HTTP request");
        };
    }

    private void expectSomethingSoon(ChannelHandlerContext context) {
        cancelDeadline();
        if (context.channel().isActive()) {
            deadline =
                    context.executor()
                            .schedule(
                                    () -> context.close(),
                                    patience.toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
