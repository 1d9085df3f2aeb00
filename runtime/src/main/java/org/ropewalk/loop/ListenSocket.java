package org.ropewalk.loop;

import java.io.IOException;
import java.net.SocketAddress;

/** A socket that listens. */
public interface ListenSocket {
    /** A connection that waits, or null if none does; it belongs to no loop yet. */
    StreamSocket accept() throws IOException;

    /** Sets whether waiting connections are reported to the loop. */
    void accepting(boolean accepting);

    /** The address, with the real port. */
    SocketAddress localAddress();

    /**
     * Accepts no more, and frees the address.
     *
     * @param freed called when others can have the address: in a later poll of the network, or when
     *     that is closed
     */
    void close(Runnable freed);
}
