package org.ropewalk.loop;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.NameResolver;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.UnixOptions;
import org.ropewalk.tls.TlsContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a reactor listens and connects: ports, connectors, names. */
abstract class LoopNetworking implements Reactor {
    private static final Logger LOG = LoggerFactory.getLogger(LoopNetworking.class);

    private final Set<StreamPort> ports = new LinkedHashSet<>();
    private final Set<DatagramPort> datagramPorts = new LinkedHashSet<>();
    private final AcceptedConnections accepted = new AcceptedConnections();
    private final Set<StreamConnector> connecting = new LinkedHashSet<>();
    private NameResolver resolver = this::resolveInThread;
    private boolean ended;

    abstract EventLoop home();

    /** The loop of the next connection, in turn. */
    abstract EventLoop nextLoop();

    /** Whether clients whose handshakes are under way are as many as may be at a time. */
    abstract boolean isFullOfHandshakes();

    /** On the home loop: at once if this is its thread or it does not run, else waits for it. */
    abstract void onHome(Runnable call);

    AcceptedConnections accepted() {
        return accepted;
    }

    void add(StreamPort port) {
        ports.add(port);
    }

    void remove(StreamPort port) {
        ports.remove(port);
    }

    void add(DatagramPort port) {
        datagramPorts.add(port);
    }

    void remove(DatagramPort port) {
        datagramPorts.remove(port);
    }

    /** What is still open: ports, each in words. */
    final List<String> openPorts() {
        List<String> open = new ArrayList<>();
        ports.forEach(port -> open.add("a port listens on " + port.getHost()));
        datagramPorts.forEach(port -> open.add("a port receives at " + port.getHost()));
        return open;
    }

    final void stopStreamPorts() {
        List.copyOf(ports).forEach(port -> Guard.run(LOG, "The end of a port", port::stop));
    }

    /** Ends ports and attempts to connect; neither begins from now on. */
    final void endNetworking() {
        ended = true;
        stopStreamPorts();
        List.copyOf(datagramPorts).forEach(port -> Guard.run(LOG, "The end of a port", port::stop));
        List.copyOf(connecting)
                .forEach(
                        connector ->
                                Guard.run(LOG, "The end of an attempt", connector::reactorEnds));
    }

    /** Throws {@link IllegalStateException} if the reactor has stopped listening and connecting. */
    final void checkOpen() {
        if (ended) {
            throw new IllegalStateException("the reactor was stopped");
        }
    }

    void begins(StreamConnector connector) {
        connecting.add(connector);
    }

    void ends(StreamConnector connector) {
        connecting.remove(connector);
    }

    // ---- endpoints

    @Override
    public Port listen(String endpoint, Factory factory) {
        return new Endpoints(this).listen(endpoint, factory);
    }

    @Override
    public Connector connect(String endpoint, ClientFactory factory) {
        return new Endpoints(this).connect(endpoint, factory);
    }

    @Override
    public Port listen(String endpoint, DatagramProtocol protocol) {
        return new Endpoints(this).listen(endpoint, protocol);
    }

    @Override
    public Port connect(String endpoint, DatagramProtocol protocol) {
        return new Endpoints(this).connect(endpoint, protocol);
    }

    // ---- streams

    /** {@code wanted} is null for the socket that this process inherited. */
    Port listen(SocketAddress wanted, ListenOptions options, Stages stages, Factory factory) {
        StreamPort listening = new StreamPort(this, wanted, options, stages, factory);
        onHome(listening::startListening);
        return listening;
    }

    Connector connect(
            SocketAddress remote,
            SocketAddress local,
            ClientFactory factory,
            Stages stages,
            Duration timeout) {
        StreamConnector connector =
                new StreamConnector(this, remote, local, factory, stages, timeout);
        onHome(connector::connect);
        return connector;
    }

    @Override
    public Port listenTcp(int port, Factory factory, String interfaceName, int backlog) {
        return listen(
                local(interfaceName, port), ListenOptions.backlog(backlog), Stages.NONE, factory);
    }

    static InetSocketAddress local(String interfaceName, int port) {
        if (interfaceName == null || interfaceName.isEmpty()) {
            return new InetSocketAddress(port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(interfaceName), port);
        } catch (UnknownHostException e) {
            throw new CannotListenException(
                    interfaceName,
                    port,
                    new UnknownHostException("no interface has this address or name"));
        }
    }

    @Override
    public Connector connectTcp(
            String host,
            int port,
            ClientFactory factory,
            Duration timeout,
            InetSocketAddress bindAddress) {
        return connect(remote(host, port), checked(bindAddress), factory, Stages.NONE, timeout);
    }

    private static InetSocketAddress checked(InetSocketAddress bindAddress) {
        if (bindAddress != null && bindAddress.isUnresolved()) {
            throw new IllegalArgumentException(
                    "connections begin at an IP address, not at a host name: "
                            + bindAddress.getHostString());
        }
        return bindAddress;
    }

    /** Addresses in digits need no look-up; names are looked up off the loop. */
    static InetSocketAddress remote(String host, int port) {
        if (IpLiteral.isAddress(host)) {
            try {
                return new InetSocketAddress(InetAddress.getByName(host), port);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("\"" + host + "\" is no address", e);
            }
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    @Override
    public Port listenTls(
            int port,
            Factory factory,
            Supplier<TlsContext> context,
            String interfaceName,
            int backlog) {
        Objects.requireNonNull(context, "context");
        return listen(
                local(interfaceName, port),
                ListenOptions.backlog(backlog),
                Stages.tls(context),
                factory);
    }

    @Override
    public Connector connectTls(
            String host,
            int port,
            ClientFactory factory,
            TlsContext context,
            Duration timeout,
            InetSocketAddress bindAddress) {
        Objects.requireNonNull(context, "context");
        return connect(
                remote(host, port),
                checked(bindAddress),
                factory,
                Stages.tls(() -> context),
                timeout);
    }

    @Override
    public Port listenUnix(Path path, Factory factory, UnixOptions options) {
        return listenUnix(path, factory, options, Stages.NONE);
    }

    Port listenUnix(Path path, Factory factory, UnixOptions options, Stages stages) {
        return listen(
                UnixDomainSocketAddress.of(path),
                new ListenOptions(options.backlog(), options.mode(), options.lock()),
                stages,
                factory);
    }

    @Override
    public Connector connectUnix(Path path, ClientFactory factory, Duration timeout) {
        return connect(UnixDomainSocketAddress.of(path), null, factory, Stages.NONE, timeout);
    }

    // ---- datagrams

    @Override
    public Port listenUdp(
            int port, DatagramProtocol protocol, String interfaceName, int maxPacketBytes) {
        return bind(port, protocol, interfaceName, maxPacketBytes, false);
    }

    @Override
    public Port listenMulticast(
            int port,
            DatagramProtocol protocol,
            String interfaceName,
            int maxPacketBytes,
            boolean shared) {
        return bind(port, protocol, interfaceName, maxPacketBytes, shared);
    }

    private Port bind(
            int port,
            DatagramProtocol protocol,
            String interfaceName,
            int maxPacketBytes,
            boolean shared) {
        InetSocketAddress wanted = local(interfaceName, port);
        return bind(
                new DatagramPort(
                        this,
                        (network, ready) -> network.bind(wanted, shared, ready),
                        wanted.getAddress().isAnyLocalAddress()
                                ? "any"
                                : wanted.getAddress().getHostAddress(),
                        port,
                        null,
                        protocol,
                        maxPacketBytes));
    }

    @Override
    public Port connectUdp(
            InetSocketAddress peer,
            DatagramProtocol protocol,
            String interfaceName,
            int maxPacketBytes) {
        boolean six = peer.getAddress() instanceof Inet6Address;
        InetSocketAddress wanted =
                interfaceName == null
                        ? new InetSocketAddress(anyAddress(six), 0)
                        : local(interfaceName, 0);
        return bind(
                new DatagramPort(
                        this,
                        (network, ready) -> network.bind(wanted, false, ready),
                        peer.toString(),
                        -1,
                        peer,
                        protocol,
                        maxPacketBytes));
    }

    private static InetAddress anyAddress(boolean six) {
        try {
            return InetAddress.getByAddress(new byte[six ? 16 : 4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private Port bind(DatagramPort port) {
        onHome(port::startListening);
        return port;
    }

    @Override
    public Port listenUnixDatagram(
            Path path, DatagramProtocol protocol, int maxPacketBytes, int mode) {
        return bind(
                new DatagramPort(
                        this,
                        (network, ready) -> network.bindUnix(path, mode, ready),
                        path.toString(),
                        -1,
                        null,
                        protocol,
                        maxPacketBytes));
    }

    @Override
    public Port connectUnixDatagram(
            Path path, DatagramProtocol protocol, Path local, int maxPacketBytes) {
        return bind(
                new DatagramPort(
                        this,
                        (network, ready) ->
                                network.bindUnix(local, UnixOptions.STANDARD.mode(), ready),
                        path.toString(),
                        -1,
                        UnixDomainSocketAddress.of(path),
                        protocol,
                        maxPacketBytes));
    }

    // ---- names

    /** Who finds the addresses of hosts. */
    NameResolver resolver() {
        return resolver;
    }

    @Override
    public void installResolver(NameResolver other) {
        resolver = Objects.requireNonNull(other, "other");
    }

    private CompletableFuture<List<InetAddress>> resolveInThread(String host) {
        return deferToThread(() -> List.of(InetAddress.getAllByName(host)));
    }
}
