package org.ropewalk.reactor;

import java.net.SocketAddress;

/**
 * One connection that this side makes, and makes again when told to. Belongs to the reactor's home
 * loop.
 */
public interface Connector {
    /** Where a connector stands. */
    enum State {
        /** Nothing is under way; {@link Connector#connect()} may be called. */
        DISCONNECTED,
        /** An attempt is under way. */
        CONNECTING,
        /** The connection stands. */
        CONNECTED
    }

    /** Where this connector stands. Any thread. */
    State state();

    /**
     * Begins an attempt. On another thread than the home loop's this waits until that has done it.
     *
     * @throws IllegalStateException in any state but {@link State#DISCONNECTED}, and after the
     *     reactor was stopped
     */
    void connect();

    /**
     * Ends the attempt that is under way; the factory is told inside this call.
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

    /** Where it connects to, as it was asked for: a host name is not resolved. */
    SocketAddress getDestination();
}
