package org.ropewalk.application;

import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** Listens for TCP connections. */
public final class TcpServer extends PortService {
    private final Reactor reactor;
    private final int port;
    private final Factory factory;
    private final @Nullable String interfaceName;
    private final int backlog;

    /** Listens on all interfaces. */
    public TcpServer(Reactor reactor, int port, Factory factory) {
        this(reactor, port, factory, null, Reactor.BACKLOG);
    }

    /** Listens on one interface; on all if {@code interfaceName} is null. */
    public TcpServer(
            Reactor reactor,
            int port,
            Factory factory,
            @Nullable String interfaceName,
            int backlog) {
        this.reactor = reactor;
        this.port = port;
        this.factory = factory;
        this.interfaceName = interfaceName;
        this.backlog = backlog;
    }

    @Override
    Port listen() {
        return reactor.listenTcp(port, factory, interfaceName, backlog);
    }
}
