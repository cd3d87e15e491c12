package dev.faultline.node.nbd;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a connection: fixed newstyle negotiation, until the client has chosen the
 * export; then {@link Transmission} takes its place. A client that breaks the protocol, or takes
 * longer than {@link Nbd#HANDSHAKE_NANOS}, is disconnected.
 */
final class Negotiation extends ByteToMessageDecoder {

    private static final int OPTION_HEADER_BYTES = 16;

    private final NbdExport export;
    private final LoopResources resources;
    private boolean greeted;
    private boolean noZeroes;
    private boolean structured;
    private boolean allocationContext;
    private boolean over;
    private int skip;
    private @Nullable ScheduledFuture<?> deadline;

    Negotiation(NbdExport export, LoopResources resources) {
        this.export = export;
        this.resources = resources;
        setSingleDecode(false);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ByteBuf greeting = context.alloc().buffer(18);
        greeting.writeLong(Nbd.MAGIC);
        greeting.writeLong(Nbd.OPTION_MAGIC);
        greeting.writeShort(Nbd.FLAG_FIXED_NEWSTYLE | Nbd.FLAG_NO_ZEROES);
        context.writeAndFlush(greeting);
        deadline =
                context.executor()
                        .schedule(() -> context.close(), Nbd.HANDSHAKE_NANOS, TimeUnit.NANOSECONDS);
        context.fireChannelActive();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        handlerRemoved0(context);
        super.channelInactive(context);
    }

    /** The node stops. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == NbdServer.STOP) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (over) {
            in.skipBytes(in.readableBytes());
        } else if (skip > 0) {
            int length = Math.min(skip, in.readableBytes());
            in.skipBytes(length);
            skip -= length;
        } else if (!greeted) {
            greet(context, in);
        } else {
            option(context, in);
        }
    }

    private void greet(ChannelHandlerContext context, ByteBuf in) {
        if (in.readableBytes() < Integer.BYTES) {
            return;
        }
        int flags = in.readInt();
        if ((flags & ~(Nbd.FLAG_FIXED_NEWSTYLE | Nbd.FLAG_NO_ZEROES)) != 0) {
            end(context);
            return;
        }
        noZeroes = (flags & Nbd.FLAG_NO_ZEROES) != 0;
        greeted = true;
    }

    private void option(ChannelHandlerContext context, ByteBuf in) {
        if (in.readableBytes() < OPTION_HEADER_BYTES) {
            return;
        }
        int start = in.readerIndex();
        if (in.getLong(start) != Nbd.OPTION_MAGIC) {
            end(context);
            return;
        }
        int option = in.getInt(start + 8);
        long length = in.getUnsignedInt(start + 12);
        if (length > Nbd.MOST_OPTION_BYTES) {
            tooBig(context, in, option, length);
            return;
        }
        if (in.readableBytes() < OPTION_HEADER_BYTES + length) {
            return;
        }
        in.skipBytes(OPTION_HEADER_BYTES);
        ByteBuf data = in.readSlice((int) length);
        answer(context, option, data);
    }

    private void tooBig(ChannelHandlerContext context, ByteBuf in, int option, long length) {
        if (option == Nbd.OPT_EXPORT_NAME || length > Nbd.MOST_BYTES) {
            end(context);
            return;
        }
        in.skipBytes(OPTION_HEADER_BYTES);
        skip = (int) length;
        reply(context, option, Nbd.REP_ERR_TOO_BIG, null);
        context.flush();
    }

    private void answer(ChannelHandlerContext context, int option, ByteBuf data) {
        switch (option) {
            case Nbd.OPT_EXPORT_NAME -> exportName(context, data);
            case Nbd.OPT_ABORT -> {
                reply(context, option, Nbd.REP_ACK, null);
                end(context);
            }
            case Nbd.OPT_LIST -> list(context, data);
            case Nbd.OPT_INFO, Nbd.OPT_GO -> info(context, option, data);
            case Nbd.OPT_STRUCTURED_REPLY -> structuredReply(context, data);
            case Nbd.OPT_LIST_META_CONTEXT, Nbd.OPT_SET_META_CONTEXT ->
                    metaContext(context, option, data);
            default -> reply(context, option, Nbd.REP_ERR_UNSUP, null);
        }
        context.flush();
    }

    private void exportName(ChannelHandlerContext context, ByteBuf data) {
        if (!isOurs(data.toString(StandardCharsets.UTF_8))) {
            end(context);
            return;
        }
        ByteBuf answer = context.alloc().buffer(134);
        answer.writeLong(export.sizeBytes());
        answer.writeShort(export.transmissionFlags());
        if (!noZeroes) {
            answer.writeZero(124);
        }
        context.write(answer);
        transmit(context);
    }

    private void list(ChannelHandlerContext context, ByteBuf data) {
        if (data.isReadable()) {
            reply(context, Nbd.OPT_LIST, Nbd.REP_ERR_INVALID, null);
            return;
        }
        byte[] name = Nbd.EXPORT.getBytes(StandardCharsets.UTF_8);
        ByteBuf server = context.alloc().buffer(Integer.BYTES + name.length);
        server.writeInt(name.length).writeBytes(name);
        reply(context, Nbd.OPT_LIST, Nbd.REP_SERVER, server);
        reply(context, Nbd.OPT_LIST, Nbd.REP_ACK, null);
    }

    private void info(ChannelHandlerContext context, int option, ByteBuf data) {
        String name = name(data);
        if (name == null || data.readableBytes() < Short.BYTES) {
            reply(context, option, Nbd.REP_ERR_INVALID, null);
            return;
        }
        int requests = data.readUnsignedShort();
        if (data.readableBytes() != requests * Short.BYTES) {
            reply(context, option, Nbd.REP_ERR_INVALID, null);
            return;
        }
        if (!isOurs(name)) {
            reply(context, option, Nbd.REP_ERR_UNKNOWN, null);
            return;
        }
        ByteBuf about = context.alloc().buffer(12);
        about.writeShort(Nbd.INFO_EXPORT);
        about.writeLong(export.sizeBytes()).writeShort(export.transmissionFlags());
        reply(context, option, Nbd.REP_INFO, about);
        ByteBuf sizes = context.alloc().buffer(14);
        sizes.writeShort(Nbd.INFO_BLOCK_SIZE);
        sizes.writeInt(1).writeInt(4096).writeInt(Nbd.MOST_BYTES);
        reply(context, option, Nbd.REP_INFO, sizes);
        reply(context, option, Nbd.REP_ACK, null);
        if (option == Nbd.OPT_GO) {
            transmit(context);
        }
    }

    private void structuredReply(ChannelHandlerContext context, ByteBuf data) {
        if (data.isReadable()) {
            reply(context, Nbd.OPT_STRUCTURED_REPLY, Nbd.REP_ERR_INVALID, null);
            return;
        }
        structured = true;
        reply(context, Nbd.OPT_STRUCTURED_REPLY, Nbd.REP_ACK, null);
    }

    private void metaContext(ChannelHandlerContext context, int option, ByteBuf data) {
        boolean set = option == Nbd.OPT_SET_META_CONTEXT;
        String name = name(data);
        if (set) {
            allocationContext = false;
        }
        if (name == null || set && !structured || data.readableBytes() < Integer.BYTES) {
            reply(context, option, Nbd.REP_ERR_INVALID, null);
            return;
        }
        if (!isOurs(name)) {
            reply(context, option, Nbd.REP_ERR_UNKNOWN, null);
            return;
        }
        long queries = data.readUnsignedInt();
        boolean wanted = queries == 0 && !set;
        for (long i = 0; i < queries; i++) {
            String query = name(data);
            if (query == null) {
                reply(context, option, Nbd.REP_ERR_INVALID, null);
                return;
            }
            wanted |= query.equals(Nbd.BASE_ALLOCATION) || !set && query.equals("base:");
        }
        if (data.isReadable()) {
            reply(context, option, Nbd.REP_ERR_INVALID, null);
            return;
        }
        if (wanted) {
            byte[] text = Nbd.BASE_ALLOCATION.getBytes(StandardCharsets.UTF_8);
            ByteBuf found = context.alloc().buffer(Integer.BYTES + text.length);
            found.writeInt(set ? Nbd.CONTEXT_ID : 0).writeBytes(text);
            reply(context, option, Nbd.REP_META_CONTEXT, found);
            allocationContext |= set;
        }
        reply(context, option, Nbd.REP_ACK, null);
    }

    /** A length and so many bytes of text; null when there are not that many. */
    private static @Nullable String name(ByteBuf data) {
        if (data.readableBytes() < Integer.BYTES) {
            return null;
        }
        long length = data.readUnsignedInt();
        return length > data.readableBytes()
                ? null
                : data.readCharSequence((int) length, StandardCharsets.UTF_8).toString();
    }

    private static boolean isOurs(String name) {
        return name.isEmpty() || name.equals(Nbd.EXPORT);
    }

    private static void reply(
            ChannelHandlerContext context, int option, int type, @Nullable ByteBuf data) {
        ByteBuf header = context.alloc().buffer(20);
        header.writeLong(Nbd.OPTION_REPLY_MAGIC);
        header.writeInt(option).writeInt(type).writeInt(data == null ? 0 : data.readableBytes());
        context.write(header);
        if (data != null) {
            context.write(data);
        }
    }

    private void transmit(ChannelHandlerContext context) {
        over = true;
        context.flush();
        Transmission transmission =
                new Transmission(export, resources, structured, structured && allocationContext);
        context.pipeline().addLast(transmission);
        context.pipeline().remove(this);
    }

    private void end(ChannelHandlerContext context) {
        over = true;
        context.writeAndFlush(context.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
    }
}
