package org.ropewalk.server;

import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Loop;
import org.ropewalk.tls.TlsSession;

/**
 * The other end of a connection, as its handler may know it. Belongs to the connection's loop;
 * pushes may be made on any thread. The runtime alone implements it.
 */
public interface Peer extends PushTarget {
    /** The other end's address. */
    SocketAddress address();

    /** Whether the connection is open, and nothing has requested to close it. */
    boolean isOpen();

    /** Whether nothing goes in clear: TLS has begun. */
    boolean isSecure();

    /** Whether the peer may ask for TLS now: the factory has it, and it has not begun. */
    boolean offersTls();

    /** The result of the TLS handshake, if it is complete. */
    Optional<TlsSession> tls();

    /**
     * Closes the connection after the pending replies; does nothing if it is closed.
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
     * The connection's loop, for timers; null before the connection is made, and after it has
     * ended. Any thread.
     */
    @Nullable Loop loop();
}
