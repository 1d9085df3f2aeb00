package org.ropewalk.observe;

/** What an observer does about one connection; called on the connection's loop. */
public interface ConnectionScope {
    /** Does nothing. */
    ConnectionScope NONE = new ConnectionScope() {};

    /** A TLS handshake has ended; a connection has one at the most. */
    default void handshake(Handshake handshake) {}

    /** The connection has ended; called once, after all its commands are completed. */
    default void closed(ConnectionEnd end) {}
}
