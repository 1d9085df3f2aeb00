package org.ropewalk.loop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;

/** What tests over real sockets connect with, send and serve. */
public final class RealPeers {
    private RealPeers() {}

    /** Sends back what it receives. */
    public static class Echo extends Protocol {
        @Override
        protected void dataReceived(byte[] data) {
            transport().write(data);
        }
    }

    /** A socket that waits 30 seconds for input at most. */
    public static Socket connect(Port port) throws IOException {
        Socket socket = new Socket();
        socket.connect((InetSocketAddress) port.getHost());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** The same bytes for the same seed. */
    public static byte[] bytes(int seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
