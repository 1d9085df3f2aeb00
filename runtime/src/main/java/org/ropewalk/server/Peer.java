package org.ropewalk.server;

import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Loop;
import org.ropewalk.tls.TlsSession;

/**
 * The client of a connection, for its handler. Use it on the connection's loop; push messages may
 * be sent on any thread. Only the runtime implements it.
 *
 * <p>While the handler is made, the connection is not open yet: {@link #address} and {@link #close}
 * have their effect, and the peer can join groups. Push messages, and tasks after a reply, are
 * dropped.
 */
public interface Peer extends PushTarget {
    /** The address of the client. */
    SocketAddress address();

    /** Whether the connection is open, and nothing has requested to close it. */
    boolean isOpen();

    /** Whether TLS has begun, so that nothing more is sent in plain text. */
    boolean isSecure();

    /**
     * Whether the client may begin TLS now: the factory has a TLS context, and TLS has not begun.
     */
    boolean offersTls();

    /** The result of the TLS handshake, if it is complete. */
    Optional<TlsSession> tls();

    /**
     * Closes the connection after the pending replies; without a greeting, if its handler is being
     * made. Does nothing if it is closed.
     *
     * @throws IllegalStateException on another thread than the loop's
     */
    void close();

    /**
     * Runs {@code task} after the reply to the current command; at once if there is none. Does
     * nothing if the connection has ended.
     *
     * @throws IllegalStateException on another thread than the loop's
     */
    void afterReply(Runnable task);

    /**
     * Sets another limit of the seconds between commands, as {@code @Limits(idleSeconds)}, until
     * the state changes. Empty lines between blocks count as commands.
     *
     * @throws IllegalStateException on another thread than the loop's
     */
    default void idleSeconds(int seconds) {}

    /**
     * Writes values of RESP in version 3 from the reply on that is being written.
     *
     * @throws IllegalStateException on another thread than the loop's, or if the protocol does not
     *     use RESP
     */
    default void resp3() {
        throw new IllegalStateException("the protocol does not use RESP on this connection");
    }

    /**
     * The connection's loop, for timers; null before the connection is open and after it has ended.
     * Any thread.
     */
    @Nullable Loop loop();
}
