package org.ropewalk.observe;

/** Observes one connection; called on the connection's loop. */
public interface ConnectionScope {
    /** Does nothing. */
    ConnectionScope NONE = new ConnectionScope() {};

    /** Called when a TLS handshake has ended; a connection has at most one. */
    default void handshake(Handshake handshake) {}

    /** Called once when the connection has ended, after all its commands are completed. */
    default void closed(ConnectionEnd end) {}
}
