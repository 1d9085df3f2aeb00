package org.ropewalk.loop;

import java.io.IOException;
import java.net.SocketAddress;

/** A socket that listens. */
public interface ListenSocket {
    /** A connection that waits, or null if none does; it belongs to no loop yet. */
    StreamSocket accept() throws IOException;

    /** Whether the loop is told of connections that wait. */
    void accepting(boolean accepting);

    /** The address, with the real port. */
    SocketAddress localAddress();

    /** Frees the address. */
    void close();
}
