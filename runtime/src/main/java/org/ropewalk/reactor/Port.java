package org.ropewalk.reactor;

import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A listening socket. It listens already when a method returns it. Belongs to the reactor's home
 * loop.
 */
public interface Port {
    /**
     * The address on which it listens, with the actual port. Any thread.
     *
     * @throws IllegalStateException if it does not listen
     */
    SocketAddress getHost();

    /** Whether it listens. Any thread. */
    boolean isListening();

    /**
     * Listens again after it was stopped. On another thread, this waits until the home loop has
     * done it.
     *
     * @throws CannotListenException if it cannot listen
     */
    void startListening();

    /**
     * Stops listening; accepted connections remain open. Any thread.
     *
     * @return completes on the home loop when the address is free; the same future each time
     */
    CompletableFuture<Void> stopListening();
}
