package dev.faultline.node.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.INTERNAL_SERVER_ERROR;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import dev.faultline.node.metadata.MetadataDesk;
import dev.faultline.node.metadata.Reply;
import dev.faultline.node.metadata.Request;
import dev.faultline.node.metadata.Response;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a guest to its metadata service: answers requests one by one, and keeps an
 * answer back where the service says so. A client that sends more meanwhile is cut off; so is one
 * that does not send a whole request, or does not take a whole answer, within the patience.
 */
final class MetadataConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final MetadataDesk desk;
    private final GuestPaths guests;
    private final MetadataHolds holds;
    private final Duration patience;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable Held held;

    /** An answer that is kept back. */
    private record Held(
            ChannelHandlerContext context,
            GuestPaths.Guest guest,
            Reply.Hold hold,
            boolean keepAlive,
            boolean bodyless) {}

    MetadataConnection(
            MetadataDesk desk, GuestPaths guests, MetadataHolds holds, Duration patience) {
        this.desk = desk;
        this.guests = guests;
        this.holds = holds;
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        closeAfter(context, patience);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelDeadline();
        held = null;
        holds.remove(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        if (held != null || !context.channel().isWritable()) {
            context.close();
            return;
        }
        closeAfter(context, patience);
        if (message.decoderResult().isFailure()) {
            send(context, HttpConnection.refuse(message.decoderResult().cause()), false, false);
            return;
        }
        boolean keepAlive = HttpUtil.isKeepAlive(message);
        boolean bodyless = message.method().equals(HttpMethod.HEAD);
        GuestPaths.Guest guest = guests.find(message.uri());
        if (guest == null) {
            send(context, guests.unknown(), keepAlive, bodyless);
        } else if (guest.isAway(desk)) {
            context.close();
        } else {
            answer(context, guest, message, keepAlive, bodyless);
        }
    }

    private void answer(
            ChannelHandlerContext context,
            GuestPaths.Guest guest,
            FullHttpRequest message,
            boolean keepAlive,
            boolean bodyless) {
        Reply reply;
        try {
            Request request =
                    Request.of(
                            message.method().name(),
                            guest.target(),
                            headers(message.headers()),
                            ByteBufUtil.getBytes(message.content()));
            reply = desk.answer(guest.index(), request);
        } catch (IllegalArgumentException e) {
            send(
                    context,
                    Answer.error(BAD_REQUEST, String.valueOf(e.getMessage())),
                    keepAlive,
                    bodyless);
            return;
        } catch (RuntimeException e) {
            send(
                    context,
                    Answer.error(INTERNAL_SERVER_ERROR, "this request failed: " + e),
                    keepAlive,
                    bodyless);
            return;
        }
        Reply.Hold hold = reply.hold();
        if (hold == null) {
            send(context, response(reply.response(), guest, bodyless), keepAlive);
        } else if (holds.isFull()) {
            send(
                    context,
                    Answer.error(SERVICE_UNAVAILABLE, "too many requests wait for a change"),
                    keepAlive,
                    bodyless);
        } else {
            keep(new Held(context, guest, hold, keepAlive, bodyless));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void keep(Held held) {
        this.held = held;
        holds.add(this);
        cancelDeadline();
        deadline =
                held.context()
                        .executor()
                        .schedule(
                                () -> release(held),
                                held.hold().atMost().toNanos(),
                                TimeUnit.NANOSECONDS);
    }

    /** Sends what is kept back, if it has changed. */
    void lookAgain() {
        Held held = this.held;
        if (held != null) {
            Response now = desk.answer(held.guest().index(), held.hold().again()).response();
            if (!held.hold().etag().equals(now.headers().get("ETag"))) {
                release(held);
            }
        }
    }

    private void release(Held held) {
        if (this.held != held) {
            return;
        }
        this.held = null;
        holds.remove(this);
        closeAfter(held.context(), patience);
        Response now = desk.answer(held.guest().index(), held.hold().again()).response();
        send(held.context(), response(now, held.guest(), held.bodyless()), held.keepAlive());
    }

    private void send(
            ChannelHandlerContext context, Answer answer, boolean keepAlive, boolean bodyless) {
        FullHttpResponse response = Responses.of(answer, keepAlive, bodyless);
        ChannelFuture sent = context.writeAndFlush(response);
        finish(context, sent, keepAlive);
    }

    private void send(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        response.headers()
                .set(
                        HttpHeaderNames.CONNECTION,
                        keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        finish(context, context.writeAndFlush(response), keepAlive);
    }

    private void finish(ChannelHandlerContext context, ChannelFuture sent, boolean keepAlive) {
        if (keepAlive) {
            sent.addListener(_ -> restart(context));
        } else {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** The client has taken its answer, and may take its time for the next request. */
    private void restart(ChannelHandlerContext context) {
        if (held == null) {
            closeAfter(context, patience);
        }
    }

    private static FullHttpResponse response(
            Response response, GuestPaths.Guest guest, boolean bodyless) {
        FullHttpResponse message =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(response.status()),
                        bodyless ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(response.body()));
        HttpHeaders headers = message.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        response.headers()
                .forEach((name, value) ->
                        headers.set(name, name.equals("Location") ? guest.outside(value) : value));
        return message;
    }

    private static Map<String, List<String>> headers(HttpHeaders headers) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach(header ->
                all.computeIfAbsent(header.getKey(), _ -> new ArrayList<>())
                        .add(header.getValue()));
        return all;
    }

    private void closeAfter(ChannelHandlerContext context, Duration time) {
        cancelDeadline();
        if (context.channel().isActive()) {
            deadline =
                    context.executor()
                            .schedule(() -> context.close(), time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
