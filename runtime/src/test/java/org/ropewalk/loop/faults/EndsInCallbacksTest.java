package org.ropewalk.loop.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.Transport;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.ropewalk.tls.Pems;
import org.ropewalk.tls.TlsContext;

/**
 * Whatever ends a connection, a port or the reactor may be called in each callback: everything ends
 * once, and nothing is left.
 */
class EndsInCallbacksTest {
    private static final TlsContext SERVER =
            TlsContext.server(Pems.path("server.pem"), Pems.path("server.key"));
    private static final TlsContext CLIENT =
            TlsContext.builder().trust(Pems.path("ca.pem")).build();

    private static final List<String> CALLBACKS =
            List.of(
                    "server build",
                    "server made",
                    "server data",
                    "server secure",
                    "server writable",
                    "server input end",
                    "server output end",
                    "server timeout",
                    "server drain",
                    "server lost",
                    "server timer",
                    "server call",
                    "server factory start",
                    "server factory stop",
                    "client build",
                    "client made",
                    "client data",
                    "client secure",
                    "client lost",
                    "client factory start",
                    "client factory stop",
                    "client connecting",
                    "client connection made",
                    "client connection lost");

    private static final List<String> ACTIONS =
            List.of(
                    "lose",
                    "lose write",
                    "abort",
                    "stop listening",
                    "stop reactor",
                    "drain",
                    "disconnect",
                    "stop factory",
                    "listen again",
                    "connect again",
                    "lose all",
                    "throw");

    private final MemoryNetwork network = new MemoryNetwork(6);
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<Watched> protocols = new ArrayList<>();
    private Reactor reactor;
    private Port port;
    private Connector connector;
    private String when;
    private String action;
    private boolean done;
    private boolean tls;

    static Stream<Arguments> cases() {
        return CALLBACKS.stream()
                .flatMap(each -> ACTIONS.stream().map(what -> Arguments.of(each, what)));
    }

    /** A factory that does not start is not stopped. */
    private static boolean starts(String callback, String what) {
        return !callback.endsWith("factory start")
                || !what.equals("throw") && !what.equals("stop reactor");
    }

    private void called(String callback, Watched protocol) {
        counts.merge(callback, 1, Integer::sum);
        if (callback.equals(when) && !done) {
            done = true;
            act(protocol);
        }
    }

    private void act(Watched protocol) {
        switch (action) {
            case "lose" -> on(protocol, Watched::loseConnection);
            case "lose write" -> on(protocol, each -> each.own().loseWriteConnection());
            case "abort" -> on(protocol, each -> each.own().abortConnection());
            case "stop listening" -> {
                if (port != null) {
                    port.stopListening();
                }
            }
            case "stop reactor" -> reactor.stop();
            case "drain" -> reactor.drain(Duration.ofSeconds(1));
            case "disconnect" -> {
                if (connector != null) {
                    connector.disconnect();
                }
            }
            case "stop factory" -> on(protocol, each -> each.factory().doStop());
            case "listen again" ->
                    reactor.listen(
                            "tcp:4001",
                            new Factory() {
                                @Override
                                public Protocol buildProtocol(SocketAddress peer) {
                                    return null;
                                }
                            });
            case "connect again" ->
                    reactor.connect(
                            "tcp:127.0.0.1:4009",
                            new ClientFactory() {
                                @Override
                                public Protocol buildProtocol(SocketAddress peer) {
                                    return null;
                                }
                            });
            case "lose all" -> List.copyOf(protocols).forEach(Watched::loseConnection);
            default -> throw new AssertionError("thrown");
        }
    }

    private static void on(Watched protocol, Consumer<Watched> call) {
        if (protocol != null && protocol.factory() != null) {
            call.accept(protocol);
        }
    }

    private final class Watched extends Protocol {
        private final String side;
        private int made;
        private int lost;

        Watched(String side) {
            this.side = side;
            protocols.add(this);
        }

        Transport own() {
            return transport();
        }

        void loseConnection() {
            transport().loseConnection();
        }

        private void called(String what) {
            EndsInCallbacksTest.this.called(side + " " + what, this);
        }

        @Override
        protected void connectionMade() {
            made++;
            if (side.equals("server")) {
                transport().setTimeout(Duration.ofSeconds(30));
            }
            transport().loop().callLater(Duration.ofSeconds(1), () -> called("timer"));
            transport().loop().callFromThread(() -> called("call"));
            called("made");
            if (side.equals("client")) {
                transport().write("hello".getBytes(US_ASCII));
            }
        }

        @Override
        protected void dataReceived(byte[] data) {
            called("data");
            if (side.equals("server")) {
                transport().write(new byte[200_000]);
                transport().isWritable();
                if (when.equals("server output end")) {
                    transport().loseWriteConnection();
                }
            }
        }

        @Override
        public void handshakeCompleted() {
            called("secure");
        }

        @Override
        public void writable() {
            called("writable");
        }

        @Override
        public void readConnectionLost() {
            called("input end");
            super.readConnectionLost();
        }

        @Override
        public void writeConnectionLost() {
            called("output end");
        }

        @Override
        public void timeoutConnection() {
            called("timeout");
            super.timeoutConnection();
        }

        @Override
        public void drain() {
            called("drain");
            transport().loseConnection();
        }

        @Override
        protected void connectionLost(Throwable reason) {
            lost++;
            called("lost");
        }
    }

    private final class Server extends Factory {
        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            called("server build", null);
            return new Watched("server");
        }

        @Override
        protected void startFactory() {
            called("server factory start", null);
        }

        @Override
        protected void stopFactory() {
            called("server factory stop", null);
        }
    }

    private final class Client extends ClientFactory {
        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            called("client build", null);
            return new Watched("client");
        }

        @Override
        protected void startFactory() {
            called("client factory start", null);
        }

        @Override
        protected void stopFactory() {
            called("client factory stop", null);
        }

        @Override
        public void startedConnecting(Connector connector) {
            called("client connecting", null);
        }

        @Override
        public void clientConnectionMade(Connector connector, Protocol protocol) {
            called("client connection made", (Watched) protocol);
        }

        @Override
        public void clientConnectionLost(Connector connector, Throwable reason) {
            called("client connection lost", null);
        }
    }

    private void step(Runnable step) {
        try {
            step.run();
        } catch (AssertionError | IllegalStateException refused) {
            // An action of the test, or what a reactor that was stopped refuses.
            assertThat(refused).isNotNull();
        }
        network.run();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void F80_everythingEndsOnce(String callback, String what) {
        when = callback;
        action = what;
        tls = callback.endsWith("secure") || callback.startsWith("client");
        reactor = network.reactor(2);
        step(
                () ->
                        port =
                                tls
                                        ? reactor.listenTls(
                                                4000, new Server(), () -> SERVER, "127.0.0.1", 50)
                                        : reactor.listen("tcp:4000", new Server()));
        step(
                () ->
                        connector =
                                tls
                                        ? reactor.connectTls(
                                                "127.0.0.1", 4000, new Client(), CLIENT)
                                        : reactor.connect("tcp:127.0.0.1:4000", new Client()));
        MemoryPeer half = null;
        if (!tls) {
            half = network.connectPeer(4000);
            network.run();
            half.write("x".getBytes(US_ASCII));
            network.run();
            half.shutdownOutput();
            network.run();
            for (int i = 0; i < 10; i++) {
                half.readAll();
                network.run();
            }
        }
        network.advance(Duration.ofSeconds(when.equals("server drain") ? 2 : 100));
        step(() -> reactor.drain(Duration.ofSeconds(5)));
        network.advance(Duration.ofSeconds(100));
        reactor.close();
        network.run();

        assertThat(done).isTrue();
        for (Watched each : protocols) {
            assertThat(each.made).isLessThanOrEqualTo(1);
            assertThat(each.lost).isEqualTo(1);
        }
        assertThat(network.leaks()).isEmpty();
        if (!what.equals("stop factory") && starts(callback, what)) {
            assertThat(calls("server factory stop")).isEqualTo(calls("server factory start"));
            assertThat(calls("client factory stop")).isEqualTo(calls("client factory start"));
        }
    }

    private int calls(String callback) {
        return counts.getOrDefault(callback, 0);
    }
}
