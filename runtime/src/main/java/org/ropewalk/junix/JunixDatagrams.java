package org.ropewalk.junix;

import java.io.IOException;
import java.nio.file.Path;
import org.ropewalk.loop.DatagramSocket;

/** Opens UNIX sockets of datagrams, where junixsocket is there. */
public final class JunixDatagrams {
    private JunixDatagrams() {}

    /**
     * Binds a socket.
     *
     * @param local its file; null for one that only sends
     * @param told called on a thread of the bridge when a datagram has arrived
     * @param closed called when the socket is closed
     * @throws UnsupportedOperationException if junixsocket is not there
     */
    public static DatagramSocket bind(Path local, Runnable told, Runnable closed)
            throws IOException {
        try {
            return JunixDatagramSocket.open(local, told, closed);
        } catch (LinkageError e) {
            throw new UnsupportedOperationException(
                    "datagrams over UNIX sockets need junixsocket, which is not on the class path: add the"
                            + " dependency com.kohlschutter.junixsocket:junixsocket-core:2.11.1 (type pom)",
                    e);
        }
    }
}
