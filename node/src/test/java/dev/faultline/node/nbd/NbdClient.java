package dev.faultline.node.nbd;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A plain client of the protocol, for one request at a time: what it sends is written out here, not
 * taken from the server's code.
 */
public final class NbdClient implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private long sizeBytes;
    private int flags;
    private long cookie;

    /** Connects and reads the greeting. */
    public NbdClient(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
        if (in.readLong() != 0x4e42444d41474943L || in.readLong() != 0x49484156454f5054L) {
            throw new IOException("not an NBD server");
        }
        int serverFlags = in.readUnsignedShort();
        if (serverFlags != 3) {
            throw new IOException("server flags " + serverFlags);
        }
        out.writeInt(3);
    }

    /** Connects and agrees on the export, without structured replies. */
    public static NbdClient connect(InetSocketAddress address) throws IOException {
        NbdClient client = new NbdClient(address);
        client.exportName("");
        return client;
    }

    public void exportName(String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        option(1, bytes);
        sizeBytes = in.readLong();
        flags = in.readUnsignedShort();
    }

    /** Sends an option and no more. */
    public void option(int option, byte[] data) throws IOException {
        out.writeLong(0x49484156454f5054L);
        out.writeInt(option);
        out.writeInt(data.length);
        out.write(data);
        out.flush();
    }

    /** The type of the next reply to an option; its data is read and dropped. */
    public int optionReply() throws IOException {
        if (in.readLong() != 0x3e889045565a9L) {
            throw new IOException("not a reply to an option");
        }
        in.readInt();
        int type = in.readInt();
        in.readNBytes(in.readInt());
        return type;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    public int flags() {
        return flags;
    }

    /** Returns the reply's error, 0 for none. */
    public int write(long offset, byte[] data, boolean durable) throws IOException {
        request(durable ? 1 : 0, 1, offset, data.length);
        out.write(data);
        return reply();
    }

    public int flush() throws IOException {
        request(0, 3, 0, 0);
        return reply();
    }

    public int trim(long offset, int length) throws IOException {
        request(0, 4, offset, length);
        return reply();
    }

    public int zero(long offset, int length, boolean noHole) throws IOException {
        request(noHole ? 2 : 0, 6, offset, length);
        return reply();
    }

    /** Any request without a payload; returns the reply's error. */
    public int ask(int requestFlags, int command, long offset, int length) throws IOException {
        request(requestFlags, command, offset, length);
        return reply();
    }

    public byte[] read(long offset, int length) throws IOException {
        request(0, 0, offset, length);
        int error = reply();
        if (error != 0) {
            throw new IOException("error " + error);
        }
        return in.readNBytes(length);
    }

    /** Reads so many bytes of replies, whatever they say. */
    public void skip(long bytes) throws IOException {
        in.skipNBytes(bytes);
    }

    /** Bytes as they are, whatever they mean. */
    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public void request(int requestFlags, int command, long offset, int length) throws IOException {
        out.writeInt(0x25609513);
        out.writeShort(requestFlags);
        out.writeShort(command);
        out.writeLong(++cookie);
        out.writeLong(offset);
        out.writeInt(length);
    }

    /** Whether the server has closed the connection, or does so before anything else. */
    public boolean closedByServer() throws IOException {
        out.flush();
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    private int reply() throws IOException {
        out.flush();
        if (in.readInt() != 0x67446698) {
            throw new IOException("not a simple reply");
        }
        int error = in.readInt();
        if (in.readLong() != cookie) {
            throw new IOException("a reply to another request");
        }
        return error;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
