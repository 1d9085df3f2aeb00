package org.ropewalk.loop.ports;

import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ropewalk.loop.Guard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of a port while that listens, and the future that completes when its address is free
 * again. Opened and closed on the home loop, asked on any thread.
 */
final class PortSocket<S> {
    private static final Logger LOG = LoggerFactory.getLogger(PortSocket.class);

    private final LoopGroup loops;
    private final PortRegistry registry;
    private final Function<S, SocketAddress> address;
    private final BiConsumer<S, Runnable> closing;
    private volatile S socket;
    private volatile CompletableFuture<Void> freed = CompletableFuture.completedFuture(null);

    /**
     * No socket yet.
     *
     * @param registry what lists the port while it is open
     * @param closing closes a socket, and runs its second argument when the address is free
     */
    PortSocket(
            LoopGroup loops,
            PortRegistry registry,
            Function<S, SocketAddress> address,
            BiConsumer<S, Runnable> closing) {
        this.loops = loops;
        this.registry = registry;
        this.address = address;
        this.closing = closing;
    }

    /** Throws {@link IllegalStateException} if there is a socket already, or none may be opened. */
    void checkMayOpen() {
        if (socket != null) {
            throw new IllegalStateException("the port is already listening");
        }
        registry.checkOpen();
    }

    void open(S bound) {
        freed = new CompletableFuture<>();
        socket = bound;
    }

    boolean isOpen() {
        return socket != null;
    }

    /** The socket; throws {@link IllegalStateException} if there is none. */
    S get() {
        S open = socket;
        if (open == null) {
            throw new IllegalStateException("the port is not listening");
        }
        return open;
    }

    /** Where it listens; throws {@link IllegalStateException} if it does not. */
    SocketAddress address() {
        return address.apply(get());
    }

    /** Where it listens, in words; {@code wanted} if it does not. */
    String describe(Object wanted) {
        S open = socket;
        return String.valueOf(open == null ? wanted : address.apply(open));
    }

    /**
     * Ends {@code port}, whose socket this is, on the home loop; completes when its address is
     * free.
     */
    CompletableFuture<Void> stop(PortRegistry.Open port) {
        CompletableFuture<Void> done = freed;
        loops.toHome(port::end);
        return done;
    }

    /** Closes the socket of {@code port}, which is not listed as open any more. Never throws. */
    void close(PortRegistry.Open port) {
        registry.ended(port);
        S bound = get();
        CompletableFuture<Void> done = freed;
        socket = null;
        Runnable complete = () -> done.complete(null);
        if (!Guard.run(LOG, "Closing a port", () -> closing.accept(bound, complete))) {
            complete.run();
        }
    }
}
