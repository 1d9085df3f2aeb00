package org.ropewalk.application;

import java.time.Duration;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Reactor;

/** Makes a TCP connection. */
public final class TcpClient extends ConnectorService {
    private final Reactor reactor;
    private final String host;
    private final int port;
    private final ClientFactory factory;
    private final Duration timeout;

    /** Within {@link Reactor#CONNECT_TIMEOUT}. */
    public TcpClient(Reactor reactor, String host, int port, ClientFactory factory) {
        this(reactor, host, port, factory, Reactor.CONNECT_TIMEOUT);
    }

    /** Within {@code timeout}. */
    public TcpClient(
            Reactor reactor, String host, int port, ClientFactory factory, Duration timeout) {
        this.reactor = reactor;
        this.host = host;
        this.port = port;
        this.factory = factory;
        this.timeout = timeout;
    }

    @Override
    Connector connect() {
        return reactor.connectTcp(host, port, factory, timeout);
    }
}
