package org.ropewalk.application;

import java.nio.file.Path;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Reactor;

/** Makes a connection to a UNIX socket. */
public final class UnixClient extends ConnectorService {
    private final Reactor reactor;
    private final Path path;
    private final ClientFactory factory;

    /** Connects with the timeout {@link Reactor#CONNECT_TIMEOUT}. */
    public UnixClient(Reactor reactor, Path path, ClientFactory factory) {
        this.reactor = reactor;
        this.path = path;
        this.factory = factory;
    }

    @Override
    Connector connect() {
        return reactor.connectUnix(path, factory);
    }
}
