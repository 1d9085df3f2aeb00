package org.ropewalk.application;

import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** Listens on an endpoint that is given as a string. */
public final class StreamServerEndpointService extends PortService {
    private final Reactor reactor;
    private final String endpoint;
    private final Factory factory;

    /**
     * Listens on {@code endpoint}, such as {@code "tcp:11211"}: see {@link Reactor#listen(String,
     * Factory)}.
     */
    public StreamServerEndpointService(Reactor reactor, String endpoint, Factory factory) {
        this.reactor = reactor;
        this.endpoint = endpoint;
        this.factory = factory;
    }

    @Override
    Port listen() {
        return reactor.listen(endpoint, factory);
    }
}
