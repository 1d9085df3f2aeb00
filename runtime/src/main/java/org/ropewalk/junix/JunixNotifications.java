package org.ropewalk.junix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** Sends single datagrams to UNIX sockets, where junixsocket is there. */
public final class JunixNotifications {
    private JunixNotifications() {}

    /** Whether junixsocket is on the class path, and runs on this machine. */
    public static boolean isThere() {
        try {
            return AFUNIXSelectorProvider.provider() != null;
        } catch (LinkageError e) {
            return false;
        }
    }

    /**
     * Sends {@code text} in UTF-8.
     *
     * @param socket the socket's file, or {@code @} and its name in Linux's abstract namespace
     */
    public static void send(String socket, String text) throws IOException {
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
