package org.ropewalk.loop.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** A host with several addresses (Twisted's HostnameEndpoint, RFC 8305), in simulated time. */
class ConnectorAddressesTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<String> events = new ArrayList<>();
    private int port;

    @BeforeEach
    void listen() {
        Port listening = reactor.listenTcp(0, Factory.forProtocol(() -> new Protocol() {}));
        port = ((java.net.InetSocketAddress) listening.getHost()).getPort();
    }

    private static InetAddress address(String digits) {
        try {
            return InetAddress.getByName(digits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Connector connect(String... addresses) {
        List<InetAddress> found = new ArrayList<>();
        for (String each : addresses) {
            found.add(address(each));
        }
        reactor.installResolver(host -> CompletableFuture.completedFuture(found));
        return connectTo("host.example");
    }

    private Connector connectTo(String host) {
        return reactor.connectTcp(
                host,
                port,
                new ClientFactory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        events.add("connected " + peer);
                        return new Protocol() {};
                    }

                    @Override
                    public void clientConnectionFailed(Connector connector, Throwable reason) {
                        events.add("failed " + reason.getMessage());
                        for (Throwable other : reason.getSuppressed()) {
                            events.add("and " + other.getMessage());
                        }
                    }
                });
    }

    @Test
    void CN13_EP7_Δ7_aRefusedAddressIsFollowedByTheNextAtOnce() {
        network.refuse("10.0.0.1");
        connect("10.0.0.1", "10.0.0.2");
        network.run();
        assertThat(events).containsExactly("connected /10.0.0.2:" + port);
    }

    @Test
    void EP7_Δ7_aSilentAddressIsFollowedByTheNextAfterAMoment() {
        network.ignore("10.0.0.1");
        connect("10.0.0.1", "10.0.0.2");
        network.advance(Duration.ofMillis(249));
        assertThat(events).isEmpty();
        network.advance(Duration.ofMillis(1));
        assertThat(events).containsExactly("connected /10.0.0.2:" + port);
    }

    @Test
    void EP7_theFamiliesTakeTurns() {
        assertThat(
                        AddressRace.inTurns(
                                List.of(
                                        address("::1"),
                                        address("::2"),
                                        address("10.0.0.1"),
                                        address("10.0.0.2"))))
                .containsExactly(
                        address("::1"), address("10.0.0.1"), address("::2"), address("10.0.0.2"));
    }

    @Test
    void EP7_Δ7_whenAllFailTheFirstFailureHasTheOthers() {
        network.refuse("10.0.0.1").refuse("10.0.0.2");
        connect("10.0.0.1", "10.0.0.2");
        network.run();
        assertThat(events)
                .containsExactly(
                        "failed cannot connect to /10.0.0.1:" + port + ": Connection refused",
                        "and cannot connect to /10.0.0.2:" + port + ": Connection refused");
    }

    @Test
    void CN9_Δ7_oneDeadlineForAllAddresses() {
        network.ignore("10.0.0.1").ignore("10.0.0.2");
        connect("10.0.0.1", "10.0.0.2");
        network.advance(Duration.ofSeconds(29));
        assertThat(events).isEmpty();
        network.advance(Duration.ofSeconds(1));
        assertThat(events)
                .containsExactly(
                        "failed no connection to host.example/<unresolved>:"
                                + port
                                + " within 30000 ms");
    }

    @Test
    void CN11_RC18_anUnknownHostIsReported() {
        Connector connector = connectTo("nobody.example");
        network.run();
        assertThat(events).containsExactly("failed host nobody.example is unknown");
        assertThat(connector.state()).isEqualTo(Connector.State.DISCONNECTED);
    }

    @Test
    void RC18_digitsAreNotLookedUp() {
        reactor.installResolver(
                host -> {
                    throw new AssertionError("looked up " + host);
                });
        connectTo("127.0.0.1");
        network.run();
        assertThat(events).containsExactly("connected /127.0.0.1:" + port);
    }
}
