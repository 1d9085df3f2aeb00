package org.ropewalk.application;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.tls.TlsContext;

/** Makes a TLS connection. */
public final class TlsClient extends ConnectorService {
    private final Reactor reactor;
    private final String host;
    private final int port;
    private final ClientFactory factory;
    private final TlsContext context;
    private final Duration timeout;
    private final @Nullable InetSocketAddress bindAddress;

    /** Connects with the timeout {@link Reactor#CONNECT_TIMEOUT}. */
    public TlsClient(
            Reactor reactor, String host, int port, ClientFactory factory, TlsContext context) {
        this(reactor, host, port, factory, context, Reactor.CONNECT_TIMEOUT, null);
    }

    /** Within {@code timeout}. */
    public TlsClient(
            Reactor reactor,
            String host,
            int port,
            ClientFactory factory,
            TlsContext context,
            Duration timeout) {
        this(reactor, host, port, factory, context, timeout, null);
    }

    /**
     * Within {@code timeout}, from a local address: port 0 leaves the port to the system, null the
     * address too.
     */
    public TlsClient(
            Reactor reactor,
            String host,
            int port,
            ClientFactory factory,
            TlsContext context,
            Duration timeout,
            @Nullable InetSocketAddress bindAddress) {
        this.reactor = reactor;
        this.host = host;
        this.port = port;
        this.factory = factory;
        this.context = context;
        this.timeout = timeout;
        this.bindAddress = bindAddress;
    }

    @Override
    Connector connect() {
        return reactor.connectTls(host, port, factory, context, timeout, bindAddress);
    }
}
