package org.ropewalk.application;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Connector;

/** A service that connects when it is started, and disconnects when it is stopped. */
abstract class ConnectorService extends Service {
    private @Nullable Connector connector;

    /** Begins to connect. */
    abstract Connector connect();

    /** What connects, while this runs. */
    public final Optional<Connector> connector() {
        return Optional.ofNullable(connector);
    }

    @Override
    public final CompletableFuture<Void> startService() {
        if (connector == null) {
            connector = connect();
        }
        return super.startService();
    }

    @Override
    public final CompletableFuture<Void> stopService() {
        if (connector != null) {
            connector.disconnect();
            connector = null;
        }
        return super.stopService();
    }
}
