package org.ropewalk.cluster;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.reactor.Reactor;

/**
 * Names that only one node of all holds at a time. A name is held for a time, the lease, which is
 * extended while the node lives and its engine answers; the names of a node that has died are free
 * when their leases have ended. Any thread may call it.
 */
public interface Registry extends AutoCloseable {
    /** Characters of a name. */
    int MAX_NAME = 200;

    /**
     * Takes a name. {@code lost} is called, on the home loop and at most once, when it is held no
     * longer although it was not released.
     *
     * @return completes with the name, or with nothing if it is taken; fails if the engine does not
     *     answer
     * @throws IllegalArgumentException if the name is empty or too long
     */
    CompletionStage<Optional<Lease>> claim(String name, Runnable lost);

    /**
     * Completes when there is a connection with the engine; at once if there is one. It is
     * cancelled if the registry is closed.
     */
    default CompletionStage<?> whenConnected() {
        return CompletableFuture.completedFuture(null);
    }

    /** Releases all names, and ends the connection with the engine. */
    @Override
    void close();

    /** A name that this node holds. */
    interface Lease {
        /** The name. */
        String name();

        /** Whether it is held by now. */
        boolean isHeld();

        /** Gives the name back; completes when others can take it. */
        CompletionStage<?> release();
    }

    /** A registry without an engine: one node. */
    static Registry local() {
        return new LocalRegistry();
    }

    /**
     * Connects to an engine, such as {@code redis:tcp:127.0.0.1:6379}; {@link EngineEndpoint} has
     * the syntax.
     *
     * @param lease how long a name is held after its node has died; at least a second
     * @throws IllegalArgumentException if the endpoint is wrong, there is no such engine, or it has
     *     no registry
     */
    static Registry open(Reactor reactor, String endpoint, Duration lease) {
        Objects.requireNonNull(reactor, "reactor");
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a lease of at least a second, not " + lease);
        }
        EngineProvider provider = EngineProvider.named(EngineEndpoint.engineOf(endpoint));
        return provider.registry(reactor, EngineEndpoint.parse(endpoint), lease);
    }
}
