package org.ropewalk.loop.ports;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.ropewalk.endpoint.ClientEndpoint;
import org.ropewalk.endpoint.EndpointText;
import org.ropewalk.loop.ListenOptions;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.MulticastTransport;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.UnixOptions;
import org.ropewalk.tls.ReloadingTls;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsContext.ClientAuthentication;

/** What endpoint strings mean. */
final class Endpoints {
    private static final String SERVERS = "tcp, tls, unix, systemd, proxy";
    private static final String DATAGRAM_SERVERS = "udp, multicast, unixgram";
    private static final String DATAGRAM_CLIENTS = "udp, unixgram";
    private static final int MAX_PACKET = 1 << 20;
    private static final int MAX_TTL = 255;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_BACKLOG = 65_535;
    private static final int MAX_SECONDS = 86_400;
    private static final int ALL_MODES = 777;

    private final LoopGroup loops;
    private final Ports ports;

    Endpoints(LoopGroup loops, Ports ports) {
        this.loops = loops;
        this.ports = ports;
    }

    // ---- servers

    Port listen(String endpoint, Factory factory) {
        EndpointText text = EndpointText.parse(endpoint);
        Stages stages = Stages.NONE;
        while (text.name().equals("proxy")) {
            stages = stages.proxied(1);
            text = text.inner();
        }
        return switch (text.name()) {
            case "tcp" -> listenTcp(text.allow(List.of("port"), tcpKeys()), stages, factory);
            case "tls", "ssl" -> listenTls(text, stages, factory);
            case "unix" -> listenUnix(text, stages, factory);
            case "systemd" -> listenInherited(text, stages, factory);
            default -> throw text.unknownName(SERVERS);
        };
    }

    private static Set<String> tcpKeys() {
        return Set.of("interface", "backlog");
    }

    private Port listenTcp(EndpointText text, Stages stages, Factory factory) {
        int port = text.port("port");
        return ports.listen(
                Ports.local(text.get("interface").orElse(null), port),
                ListenOptions.backlog(backlog(text)),
                stages,
                factory);
    }

    private static int backlog(EndpointText text) {
        return text.number("backlog", 1, MAX_BACKLOG, Reactor.BACKLOG);
    }

    private Port listenTls(EndpointText text, Stages stages, Factory factory) {
        text.allow(
                List.of("port"),
                Set.of(
                        "interface",
                        "backlog",
                        "certificate",
                        "key",
                        "password",
                        "trust",
                        "clients",
                        "alpn",
                        "reload"));
        Path certificate = text.path("certificate");
        Path key = text.get("key").isPresent() ? text.path("key") : certificate;
        char[] password = text.get("password").map(String::toCharArray).orElse(null);
        ClientAuthentication clients =
                switch (text.choice("clients", "none", "wanted", "required")) {
                    case "wanted" -> ClientAuthentication.WANTED;
                    case "required" -> ClientAuthentication.REQUIRED;
                    default -> ClientAuthentication.NONE;
                };
        Supplier<TlsContext> maker =
                () -> {
                    TlsContext.Builder builder =
                            TlsContext.builder()
                                    .certificate(certificate, key, password)
                                    .clientAuthentication(clients);
                    text.get("trust").ifPresent(trust -> builder.trust(Path.of(trust)));
                    text.get("alpn")
                            .ifPresent(names -> builder.applicationProtocols(names.split(",")));
                    return builder.build();
                };
        List<Path> files = new ArrayList<>(List.of(certificate, key));
        text.get("trust").ifPresent(trust -> files.add(Path.of(trust)));
        Supplier<TlsContext> context;
        if (text.choice("reload", "yes", "no").equals("yes")) {
            context = new ReloadingTls(maker, files.toArray(Path[]::new));
        } else {
            TlsContext made = maker.get();
            context = () -> made;
        }
        return listenTcp(text, new Stages(context, stages.proxy()), factory);
    }

    private Port listenUnix(EndpointText text, Stages stages, Factory factory) {
        text.allow(List.of("path"), Set.of("mode", "backlog", "lock"));
        UnixOptions options =
                new UnixOptions(
                        mode(text), backlog(text), text.choice("lock", "yes", "no").equals("yes"));
        return ports.listenUnix(text.path("path"), factory, options, stages);
    }

    private static int mode(EndpointText text) {
        int digits = text.number("mode", 0, ALL_MODES, 666);
        if (String.valueOf(digits).matches(".*[89].*")) {
            throw text.wrong("mode", "%s is not an octal mode such as 660", "" + digits);
        }
        return Integer.parseInt(String.valueOf(digits), 8);
    }

    private Port listenInherited(EndpointText text, Stages stages, Factory factory) {
        text.allow(List.of(), Set.of("index", "name", "domain"));
        for (String key : List.of("index", "name", "domain")) {
            if (text.get(key).isPresent()
                    && !(key.equals("index") && text.require(key).equals("0"))) {
                throw text.wrong(
                        key,
                        "a process can take over only the listener that it inherits on standard input:"
                                + " systemd: alone, with StandardInput=socket in the service's unit",
                        null);
            }
        }
        return ports.listen(null, ListenOptions.backlog(Reactor.BACKLOG), stages, factory);
    }

    // ---- clients

    Connector connect(String endpoint, ClientFactory factory) {
        ClientEndpoint parsed = ClientEndpoint.parse(endpoint);
        EndpointText text = parsed.text();
        Stages stages = parsed.proxy() == 0 ? Stages.NONE : Stages.NONE.proxied(parsed.proxy());
        return switch (text.name()) {
            case "tcp" -> connectTcp(text, stages, factory);
            case "unix" -> {
                SocketAddress address = UnixDomainSocketAddress.of(text.path("path"));
                yield ports.connect(address, null, factory, stages, timeout(text));
            }
            default -> {
                TlsContext context = parsed.tls();
                yield connectTcp(text, new Stages(() -> context, stages.proxy()), factory);
            }
        };
    }

    private Connector connectTcp(EndpointText text, Stages stages, ClientFactory factory) {
        InetSocketAddress remote = Ports.remote(text.require("host"), text.port("port"));
        return ports.connect(remote, bindAddress(text), factory, stages, timeout(text));
    }

    /** Where a connection is to begin; null if that is left to the system. */
    private static InetSocketAddress bindAddress(EndpointText text) {
        int port = text.number("bindport", 0, MAX_PORT, 0);
        if (text.get("bind").isEmpty()) {
            return port == 0 ? null : new InetSocketAddress(port);
        }
        String name = text.require("bind");
        return Interfaces.address(name)
                .map(address -> new InetSocketAddress(address, port))
                .orElseThrow(
                        () ->
                                text.wrong(
                                        "bind",
                                        "%s is neither an IP address nor a network"
                                                + " interface of this machine",
                                        name));
    }

    private static Duration timeout(EndpointText text) {
        return Duration.ofSeconds(
                text.number("timeout", 1, MAX_SECONDS, (int) Reactor.CONNECT_TIMEOUT.toSeconds()));
    }

    // ---- datagrams

    Port listen(String endpoint, DatagramProtocol protocol) {
        EndpointText text = EndpointText.parse(endpoint);
        return switch (text.name()) {
            case "udp" -> {
                text.allow(List.of("port"), Set.of("interface", "max"));
                yield ports.listenUdp(
                        text.port("port"), protocol, text.get("interface").orElse(null), max(text));
            }
            case "multicast" -> listenMulticast(text, protocol);
            case "unixgram" -> {
                text.allow(List.of("path"), Set.of("mode", "max"));
                yield ports.listenUnixDatagram(text.path("path"), protocol, max(text), mode(text));
            }
            default -> throw text.unknownName(DATAGRAM_SERVERS);
        };
    }

    private static int max(EndpointText text) {
        return text.number("max", 1, MAX_PACKET, DatagramTransport.MAX_PACKET_BYTES);
    }

    private Port listenMulticast(EndpointText text, DatagramProtocol protocol) {
        text.allow(List.of("port", "group"), Set.of("interface", "max", "ttl", "loopback"));
        int port = text.port("port");
        String name = text.get("interface").orElse(null);
        InetAddress group = text.get("group").isPresent() ? address(text, "group") : null;
        int ttl = text.number("ttl", 0, MAX_TTL, 1);
        boolean loopback = text.choice("loopback", "yes", "no").equals("yes");
        Port listening = ports.listenMulticast(port, protocol, null, max(text), true);
        try {
            loops.onHome(
                    () -> {
                        MulticastTransport transport = (MulticastTransport) protocol.transport();
                        if (name != null) {
                            transport.setOutgoingInterface(name);
                        }
                        if (group != null) {
                            transport.joinGroup(group, name);
                        }
                        transport.setTtl(ttl);
                        transport.setLoopback(loopback);
                    });
        } catch (RuntimeException e) {
            listening.stopListening();
            throw e;
        }
        return listening;
    }

    private static InetAddress address(EndpointText text, String key) {
        String digits = text.require(key);
        try {
            if (IpLiteral.isAddress(digits)) {
                return InetAddress.getByName(digits);
            }
        } catch (UnknownHostException e) {
            throw text.wrong(key, "%s is not an IP address", digits);
        }
        throw text.wrong(key, "%s is not an IP address", digits);
    }

    Port connect(String endpoint, DatagramProtocol protocol) {
        EndpointText text = EndpointText.parse(endpoint);
        return switch (text.name()) {
            case "udp" -> {
                text.allow(List.of("host", "port"), Set.of("bind", "max"));
                InetSocketAddress peer =
                        new InetSocketAddress(address(text, "host"), text.port("port"));
                yield ports.connectUdp(peer, protocol, text.get("bind").orElse(null), max(text));
            }
            case "unixgram" -> {
                text.allow(List.of("path"), Set.of("local", "max"));
                yield ports.connectUnixDatagram(
                        text.path("path"),
                        protocol,
                        text.get("local").isPresent() ? text.path("local") : null,
                        max(text));
            }
            default -> throw text.unknownName(DATAGRAM_CLIENTS);
        };
    }
}
