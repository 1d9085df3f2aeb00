package org.ropewalk.application;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.tls.TlsContext;

/** Listens for TLS connections. */
public final class TlsServer extends PortService {
    private final Reactor reactor;
    private final int port;
    private final Factory factory;
    private final Supplier<TlsContext> context;
    private final @Nullable String interfaceName;
    private final int backlog;

    /** Listens on all interfaces. */
    public TlsServer(Reactor reactor, int port, Factory factory, TlsContext context) {
        this(reactor, port, factory, () -> context, null, Reactor.BACKLOG);
    }

    /**
     * Listens on one interface; on all if {@code interfaceName} is null. {@code context} is called
     * for each connection.
     */
    public TlsServer(
            Reactor reactor,
            int port,
            Factory factory,
            Supplier<TlsContext> context,
            @Nullable String interfaceName,
            int backlog) {
        this.reactor = reactor;
        this.port = port;
        this.factory = factory;
        this.context = context;
        this.interfaceName = interfaceName;
        this.backlog = backlog;
    }

    @Override
    Port listen() {
        return reactor.listenTls(port, factory, context, interfaceName, backlog);
    }
}
