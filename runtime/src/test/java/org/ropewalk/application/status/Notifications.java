package org.ropewalk.application.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** The service manager's end of the socket. */
public final class Notifications implements AutoCloseable {
    private final AFUNIXDatagramChannel channel;

    private Notifications(AFUNIXDatagramChannel channel) {
        this.channel = channel;
    }

    /** Receives at a file, or at {@code @} and an abstract name. */
    public static Notifications at(String socket) throws IOException {
        AFUNIXDatagramChannel channel = AFUNIXSelectorProvider.provider().openDatagramChannel();
        channel.bind(
                socket.startsWith("@")
                        ? AFUNIXSocketAddress.inAbstractNamespace(socket.substring(1))
                        : AFUNIXSocketAddress.of(Path.of(socket)));
        return new Notifications(channel);
    }

    /** The next message; waits for it. */
    public String next() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
        channel.receive(buffer);
        byte[] data = new byte[buffer.flip().remaining()];
        buffer.get(data);
        return new String(data, UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
