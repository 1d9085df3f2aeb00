package org.ropewalk.junix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** One datagram to a UNIX socket. Cannot be loaded without junixsocket. */
final class JunixNotification {
    private JunixNotification() {}

    static void send(String socket, String text) throws IOException {
        AFUNIXSocketAddress to =
                socket.startsWith("@")
                        ? AFUNIXSocketAddress.inAbstractNamespace(socket.substring(1))
                        : AFUNIXSocketAddress.of(Path.of(socket));
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer direct = ByteBuffer.allocateDirect(data.length).put(data).flip();
        try (AFUNIXDatagramChannel channel =
                AFUNIXSelectorProvider.provider().openDatagramChannel()) {
            channel.send(direct, to);
        }
    }
}
