package org.ropewalk.reactor;

import java.net.SocketAddress;

/** One outgoing connection, which can be opened again. Belongs to the reactor's home loop. */
public interface Connector {
    /** The state of a connector. */
    enum State {
        /** There is no connection and no attempt; {@link Connector#connect()} may be called. */
        DISCONNECTED,
        /** An attempt has begun. */
        CONNECTING,
        /** The connection is open. */
        CONNECTED
    }

    /** The state of this connector. Any thread. */
    State state();

    /**
     * Begins an attempt. On another thread than the home loop's this waits until that has done it.
     *
     * @throws IllegalStateException in any state but {@link State#DISCONNECTED}, and after the
     *     reactor was stopped
     */
    void connect();

    /**
     * Stops the current attempt; the factory is notified inside this call.
     *
     * @throws NotConnectingException if none is
     * @throws IllegalStateException on another thread than the home loop's; nothing was changed
     *     then
     */
    void stopConnecting();

    /**
     * Ends the attempt or the connection, whichever there is.
     *
     * @throws IllegalStateException on another thread than the home loop's; nothing was changed
     *     then
     */
    void disconnect();

    /** The requested destination; a host name is not resolved. */
    SocketAddress getDestination();
}
