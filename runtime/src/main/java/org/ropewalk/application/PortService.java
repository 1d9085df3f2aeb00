package org.ropewalk.application;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Port;

/** A service that listens while it runs. */
abstract class PortService extends Service {
    private @Nullable Port port;
    private CompletableFuture<Void> stopping = CompletableFuture.completedFuture(null);

    /** Begins to listen. */
    abstract Port listen();

    /** Where it listens, while it does. */
    public final Optional<Port> port() {
        return Optional.ofNullable(port);
    }

    /**
     * Listens.
     *
     * @throws org.ropewalk.reactor.CannotListenException if that cannot be
     */
    @Override
    public final void privilegedStartService() {
        if (port == null) {
            port = listen();
        }
    }

    @Override
    public final CompletableFuture<Void> startService() {
        try {
            privilegedStartService();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
        return super.startService();
    }

    @Override
    public final CompletableFuture<Void> stopService() {
        super.stopService();
        if (port != null) {
            stopping = port.stopListening();
            port = null;
        }
        return stopping;
    }
}
