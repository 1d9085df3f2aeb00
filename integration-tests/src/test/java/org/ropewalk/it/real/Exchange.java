package org.ropewalk.it.real;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** What a server answers to a whole conversation, up to the end of the connection. */
public final class Exchange {
    private static final int TIMEOUT_MS = 20_000;

    private Exchange() {}

    /** The answer to {@code input}, which must end the connection. */
    public static String hold(InetSocketAddress server, String input) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(server);
            socket.getOutputStream().write(input.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
