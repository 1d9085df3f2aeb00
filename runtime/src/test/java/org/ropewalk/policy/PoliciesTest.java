package org.ropewalk.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

class PoliciesTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();

    private static class Echo extends Protocol {
        @Override
        public void inputReceived(Input input) {
            transport().output().write(input.takeAll());
        }
    }

    private static Factory echoes() {
        return Factory.forProtocol(Echo::new);
    }

    /** Connects, and writes down what it hears. */
    private final class Client extends Protocol {
        private final StringBuilder heard = new StringBuilder();
        private boolean lost;

        @Override
        protected void dataReceived(byte[] data) {
            heard.append(new String(data));
        }

        @Override
        protected void connectionLost(Throwable reason) {
            lost = true;
        }

        void write(String text) {
            transport().write(text.getBytes());
        }
    }

    private Client connect(Port port) {
        Client client = new Client();
        reactor.connectTcp(
                "127.0.0.1",
                ((InetSocketAddress) port.getHost()).getPort(),
                new ClientFactory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return client;
                    }
                });
        network.run();
        return client;
    }

    @Test
    void the_log_has_the_name_of_the_wrapped_factory() {
        Factory served =
                new Factory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return new Echo();
                    }

                    @Override
                    public String toString() {
                        return "EchoFactory";
                    }
                };

        Factory factory =
                new LimitConnectionsByPeerFactory(
                        new TimeoutFactory(served, Duration.ofHours(1)), 2);

        assertThat(factory).hasToString("EchoFactory");
    }

    @Test
    void PO1_everything_passes_through_a_wrapper_the_shared_output_too() {
        Echo echo = new Echo();
        Factory factory = new WrappingFactory(Factory.forProtocol(() -> echo)) {
                    // Looks at nothing.
                };
        StringTransport transport = new StringTransport();
        Protocol wrapper = factory.buildProtocol(transport.getPeer());
        transport.connect(wrapper);
        transport.deliver("through");
        assertThat(transport.text()).isEqualTo("through");
        assertThat(echo.transport().getPeer()).isEqualTo(transport.getPeer());
        assertThat(echo.factory()).isNotNull();
        transport.lose(new ConnectionDone("done"));
        assertThat(echo.transport().isOpen()).isFalse();
        assertThat(echo.factory()).isNull();
    }

    @Test
    void PO1_Δ22_a_factory_that_builds_nothing_refuses_through_all_wrappers() {
        Factory nothing = Factory.forProtocol(() -> null);
        SocketAddress peer = new InetSocketAddress("127.0.0.1", 1);
        assertThat(new TimeoutFactory(nothing).buildProtocol(peer)).isNull();
        LimitTotalConnectionsFactory total = new LimitTotalConnectionsFactory(nothing, 1);
        assertThat(total.buildProtocol(peer)).isNull();
        assertThat(total.connections()).isZero();
        LimitConnectionsByPeerFactory byPeer = new LimitConnectionsByPeerFactory(nothing);
        assertThat(byPeer.buildProtocol(peer)).isNull();
        assertThat(byPeer.connections(peer)).isZero();
    }

    @Test
    void PO1_a_wrapping_factory_starts_and_stops_with_its_port() {
        List<String> events = new ArrayList<>();
        Factory inner =
                new Factory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return null;
                    }

                    @Override
                    protected void startFactory() {
                        events.add("starts");
                    }

                    @Override
                    protected void stopFactory() {
                        events.add("stops");
                    }
                };
        Port port = reactor.listenTcp(0, new TimeoutFactory(inner));
        port.stopListening();
        network.run();
        assertThat(events).containsExactly("starts", "stops");
    }

    @Test
    void PO3_connections_beyond_the_limit_are_refused_until_others_end() {
        LimitTotalConnectionsFactory limited = new LimitTotalConnectionsFactory(echoes(), 2);
        Port port = reactor.listenTcp(0, limited);
        Client first = connect(port);
        connect(port);
        assertThat(connect(port).lost).isTrue();
        assertThat(limited.connections()).isEqualTo(2);
        first.transport().loseConnection();
        network.run();
        assertThat(limited.connections()).isEqualTo(1);
        assertThat(connect(port).lost).isFalse();
    }

    @Test
    void PO3_the_overflow_protocol_sends_the_reason() {
        Factory busy =
                Factory.forProtocol(
                        () ->
                                new Protocol() {
                                    @Override
                                    protected void connectionMade() {
                                        transport().write("busy".getBytes());
                                        transport().loseConnection();
                                    }
                                });
        Port port = reactor.listenTcp(0, new LimitTotalConnectionsFactory(echoes(), 1, busy));
        connect(port);
        Client second = connect(port);
        assertThat(second.heard.toString()).isEqualTo("busy");
        assertThat(second.lost).isTrue();
    }

    @Test
    void PO4_a_host_has_so_many_connections_and_no_more() {
        LimitConnectionsByPeerFactory limited = new LimitConnectionsByPeerFactory(echoes(), 2);
        Port port = reactor.listenTcp(0, limited);
        Client first = connect(port);
        Client second = connect(port);
        assertThat(connect(port).lost).isTrue();
        first.transport().loseConnection();
        second.transport().loseConnection();
        network.run();
        assertThat(limited.connections(new InetSocketAddress("127.0.0.1", 1))).isZero();
        assertThat(connect(port).lost).isFalse();
    }

    @Test
    void S32_aHostOfIPv6IsKnownByItsNetwork_howeverManyAddressesItTakes() throws Exception {
        LimitConnectionsByPeerFactory limited = new LimitConnectionsByPeerFactory(echoes(), 2);
        for (int host = 1; host <= 2; host++) {
            assertThat(limited.buildProtocol(six("2001:db8:0:1::" + host))).isNotNull();
        }

        assertThat(limited.buildProtocol(six("2001:db8:0:1:ffff::3"))).isNull();
        assertThat(limited.buildProtocol(six("2001:db8:0:2::1"))).isNotNull();
    }

    private static InetSocketAddress six(String address) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), 1);
    }

    @Test
    void PO5_traffic_in_either_direction_prolongs_a_connection_and_idleness_ends_it() {
        Port port = reactor.listenTcp(0, new TimeoutFactory(echoes(), Duration.ofSeconds(10)));
        Client client = connect(port);
        network.advance(Duration.ofSeconds(9));
        client.write("a");
        network.advance(Duration.ofSeconds(9));
        assertThat(client.lost).isFalse();
        network.advance(Duration.ofSeconds(1));
        assertThat(client.lost).isTrue();
    }

    @Test
    void PO6_Z11_the_log_has_the_bytes_of_both_directions() {
        List<String> log = new ArrayList<>();
        Factory factory = new TrafficLoggingFactory(echoes(), log::add, 8);
        StringTransport transport = new StringTransport();
        Protocol wrapper = factory.buildProtocol(transport.getPeer());
        transport.connect(wrapper);
        transport.deliver("a\r\n\\\u0001");
        transport.deliver("longer than eight");
        transport.lose(new ConnectionDone("done"));
        assertThat(log)
                .containsExactly(
                        "*",
                        "C 1: a\\r\\n\\\\\\x01",
                        "S 1: a\\r\\n\\\\\\x01",
                        "C 1: longer t [9 bytes more]",
                        "S 1: longer t [9 bytes more]",
                        "S 1: *");
    }

    @Test
    void PO2_Z07_reading_pauses_until_the_mean_is_right() {
        ThrottlingFactory throttled =
                new ThrottlingFactory(echoes(), reactor, 10, ThrottlingFactory.UNLIMITED);
        Port port = reactor.listenTcp(0, throttled);
        Client client = connect(port);
        client.write("x".repeat(25));
        network.run();
        assertThat(client.heard).hasSize(25);
        network.advance(Duration.ofMillis(999));
        assertThat(throttled.isReadingThrottled()).isFalse();
        network.advance(Duration.ofMillis(1));
        assertThat(throttled.isReadingThrottled()).isTrue();
        client.write("y");
        network.advance(Duration.ofMillis(1_499));
        assertThat(client.heard).hasSize(25);
        network.advance(Duration.ofMillis(1));
        assertThat(throttled.isReadingThrottled()).isFalse();
        assertThat(client.heard).hasSize(26);
    }

    @Test
    void PO2_what_is_written_is_throttled_by_not_reading() {
        ThrottlingFactory throttled =
                new ThrottlingFactory(echoes(), reactor, ThrottlingFactory.UNLIMITED, 10);
        Port port = reactor.listenTcp(0, throttled);
        Client client = connect(port);
        client.write("x".repeat(25));
        network.advance(Duration.ofSeconds(1));
        assertThat(throttled.isWritingThrottled()).isTrue();
        client.write("y");
        network.run();
        assertThat(client.heard).hasSize(25);
        network.advance(Duration.ofMillis(1_500));
        assertThat(client.heard).hasSize(26);
    }
}
