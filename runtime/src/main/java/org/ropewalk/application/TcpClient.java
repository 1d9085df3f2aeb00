package org.ropewalk.application;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
    private final @Nullable InetSocketAddress bindAddress;

    /** Connects with the timeout {@link Reactor#CONNECT_TIMEOUT}. */
    public TcpClient(Reactor reactor, String host, int port, ClientFactory factory) {
        this(reactor, host, port, factory, Reactor.CONNECT_TIMEOUT, null);
    }

    /** Within {@code timeout}. */
    public TcpClient(
            Reactor reactor, String host, int port, ClientFactory factory, Duration timeout) {
        this(reactor, host, port, factory, timeout, null);
    }

    /**
     * Within {@code timeout}, from a local address: port 0 leaves the port to the system, null the
     * address too.
     */
    public TcpClient(
            Reactor reactor,
            String host,
            int port,
            ClientFactory factory,
            Duration timeout,
            @Nullable InetSocketAddress bindAddress) {
        this.reactor = reactor;
        this.host = host;
        this.port = port;
        this.factory = factory;
        this.timeout = timeout;
        this.bindAddress = bindAddress;
    }

    @Override
    Connector connect() {
        return reactor.connectTcp(host, port, factory, timeout, bindAddress);
    }
}
