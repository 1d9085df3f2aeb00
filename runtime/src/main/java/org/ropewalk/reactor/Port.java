package org.ropewalk.reactor;

import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A place where this side listens. It listens already when it is returned. Belongs to the reactor's
 * home loop.
 */
public interface Port {
    /**
     * Where it listens: for port 0 the real one. Any thread.
     *
     * @throws IllegalStateException if it does not listen
     */
    SocketAddress getHost();

    /** Whether it listens. Any thread. */
    boolean isListening();

    /**
     * Listens again after it was stopped. On another thread than the home loop's this waits until
     * that has done it.
     *
     * @throws CannotListenException if that cannot be
     */
    void startListening();

    /**
     * Listens no more; connections that were accepted live on. Any thread.
     *
     * @return completes on the home loop when the address is free; the same future each time
     */
    CompletableFuture<Void> stopListening();
}
