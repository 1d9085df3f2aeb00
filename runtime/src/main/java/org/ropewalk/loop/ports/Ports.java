package org.ropewalk.loop.ports;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.ropewalk.loop.ListenOptions;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.NameResolver;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.UnixOptions;
import org.ropewalk.tls.TlsContext;

/** Listens and connects for a reactor. */
final class Ports {
    private final LoopGroup loops;
    private final PortRegistry registry;
    private final Loop loop;
    private volatile NameResolver resolver;

    /**
     * Ports and connectors on {@code loops}.
     *
     * @param loop what datagram transports call their loop
     * @param resolver finds the addresses of hosts, unless another is installed
     */
    Ports(LoopGroup loops, PortRegistry registry, Loop loop, NameResolver resolver) {
        this.loops = loops;
        this.registry = registry;
        this.loop = loop;
        this.resolver = resolver;
    }

    // ---- streams

    /** {@code wanted} is null for the socket that this process inherited. */
    Port listen(SocketAddress wanted, ListenOptions options, Stages stages, Factory factory) {
        StreamPort listening = new StreamPort(loops, registry, wanted, options, stages, factory);
        listening.startListening();
        return listening;
    }

    Connector connect(
            SocketAddress remote,
            SocketAddress local,
            ClientFactory factory,
            Stages stages,
            Duration timeout) {
        StreamConnector connector =
                new StreamConnector(
                        loops, registry, this::resolve, remote, local, factory, stages, timeout);
        connector.connect();
        return connector;
    }

    Port listenTcp(int port, Factory factory, String interfaceName, int backlog) {
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

    Connector connectTcp(
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
                    "the local address must be an IP address, not a host name: "
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
                throw new IllegalArgumentException("\"" + host + "\" is not an address", e);
            }
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    Port listenTls(
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

    Connector connectTls(
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

    Port listenUnix(Path path, Factory factory, UnixOptions options, Stages stages) {
        return listen(
                UnixDomainSocketAddress.of(path),
                new ListenOptions(options.backlog(), options.mode(), options.lock()),
                stages,
                factory);
    }

    Connector connectUnix(Path path, ClientFactory factory, Duration timeout) {
        return connect(UnixDomainSocketAddress.of(path), null, factory, Stages.NONE, timeout);
    }

    // ---- datagrams

    Port listenUdp(int port, DatagramProtocol protocol, String interfaceName, int maxPacketBytes) {
        return bind(port, protocol, interfaceName, maxPacketBytes, false);
    }

    Port listenMulticast(
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
                        loops,
                        registry,
                        loop,
                        (network, ready) -> network.bind(wanted, shared, ready),
                        wanted.getAddress().isAnyLocalAddress()
                                ? "any"
                                : wanted.getAddress().getHostAddress(),
                        port,
                        null,
                        protocol,
                        maxPacketBytes));
    }

    Port connectUdp(
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
                        loops,
                        registry,
                        loop,
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
        port.startListening();
        return port;
    }

    Port listenUnixDatagram(Path path, DatagramProtocol protocol, int maxPacketBytes, int mode) {
        return bind(
                new DatagramPort(
                        loops,
                        registry,
                        loop,
                        (network, ready) -> network.bindUnix(path, mode, ready),
                        path.toString(),
                        -1,
                        null,
                        protocol,
                        maxPacketBytes));
    }

    Port connectUnixDatagram(Path path, DatagramProtocol protocol, Path local, int maxPacketBytes) {
        return bind(
                new DatagramPort(
                        loops,
                        registry,
                        loop,
                        (network, ready) ->
                                network.bindUnix(local, UnixOptions.STANDARD.mode(), ready),
                        path.toString(),
                        -1,
                        UnixDomainSocketAddress.of(path),
                        protocol,
                        maxPacketBytes));
    }

    // ---- names

    void installResolver(NameResolver other) {
        resolver = Objects.requireNonNull(other, "other");
    }

    private CompletableFuture<List<InetAddress>> resolve(String host) {
        return resolver.resolve(host);
    }
}
