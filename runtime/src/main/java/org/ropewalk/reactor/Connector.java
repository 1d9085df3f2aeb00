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
     * Starts an attempt. On another thread, this waits until the home loop has started it.
     *
     * @throws IllegalStateException in any state but {@link State#DISCONNECTED}, and after the
     *     reactor was stopped
     */
    void connect();

    /**
     * Stops the current attempt; the factory is notified inside this call.
     *
     * @throws NotConnectingException if there is no attempt
     * @throws IllegalStateException on another thread than the home loop's; nothing was changed
     *     then
     */
    void stopConnecting();

    /**
     * Stops the attempt, or closes the connection.
     *
     * @throws IllegalStateException on another thread than the home loop's; nothing was changed
     *     then
     */
    void disconnect();

    /** The requested destination; a host name is not resolved. */
    SocketAddress getDestination();
}
