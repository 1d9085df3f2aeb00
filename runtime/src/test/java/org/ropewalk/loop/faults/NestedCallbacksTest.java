package org.ropewalk.loop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/**
 * No callback of a protocol, factory or connector runs inside another connection's call, but those
 * that Twisted makes inside it too: what listens or connects starts its factory at once, and an
 * attempt that is stopped fails at once.
 */
class NestedCallbacksTest {
    private static final byte[] BYTE = {1};

    private final MemoryNetwork network = new MemoryNetwork(8);
    private final List<String> running = new ArrayList<>();
    private final List<String> nested = new ArrayList<>();
    private final List<Watched> servers = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private Reactor reactor;

    private void callback(String name, Runnable action) {
        all.add(name);
        if (!running.isEmpty()) {
            nested.add(name + " in " + running.get(running.size() - 1));
        }
        running.add(name);
        try {
            action.run();
        } finally {
            running.remove(running.size() - 1);
        }
    }

    private void callback(String name) {
        callback(name, () -> {});
    }

    /** A protocol whose callbacks are watched; its input makes it do {@code action}. */
    private final class Watched extends Protocol {
        private final Runnable action;

        Watched(Runnable action) {
            this.action = action;
        }

        @Override
        protected void connectionMade() {
            callback("made");
        }

        @Override
        protected void dataReceived(byte[] data) {
            callback("data", action);
        }

        @Override
        public void readConnectionLost() {
            callback("input end", super::readConnectionLost);
        }

        @Override
        public void writeConnectionLost() {
            callback("output end");
        }

        @Override
        public void drain() {
            callback("drain", () -> transport().loseConnection());
        }

        @Override
        public void overloadChanged() {
            callback("overload");
        }

        @Override
        protected void connectionLost(Throwable reason) {
            callback("lost");
        }
    }

    private final class Server extends Factory {
        private final Runnable action;

        Server(Runnable action) {
            this.action = action;
        }

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            callback("build");
            servers.add(new Watched(action));
            return servers.get(servers.size() - 1);
        }

        @Override
        protected void startFactory() {
            callback("start");
        }

        @Override
        protected void stopFactory() {
            callback("stop");
        }
    }

    private final class Client extends ClientFactory {
        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            callback("client build");
            return new Watched(() -> {});
        }

        @Override
        protected void startFactory() {
            callback("client start");
        }

        @Override
        protected void stopFactory() {
            callback("client stop");
        }

        @Override
        public void startedConnecting(Connector connector) {
            callback("connecting");
        }

        @Override
        public void clientConnectionMade(Connector connector, Protocol protocol) {
            callback("client made");
        }

        @Override
        public void clientConnectionFailed(Connector connector, Throwable reason) {
            callback("failed");
        }

        @Override
        public void clientConnectionLost(Connector connector, Throwable reason) {
            callback("client lost");
        }
    }

    /** What runs inside {@code action}, which a connection's protocol does with its input. */
    private List<String> nestedIn(int loops, Runnable action) {
        reactor = network.reactor(loops);
        reactor.listenTcp(4001, new Server(() -> {}));
        reactor.listenTcp(4000, new Server(action));
        for (int i = 0; i < 4; i++) {
            network.connectPeer(4001);
        }
        reactor.connectTcp("localhost", 4001, new Client());
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        nested.clear();
        all.clear();
        peer.write(BYTE);
        network.run();
        network.advance(Duration.ofSeconds(1));
        return nested;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void F1_whatIsDoneToOtherConnectionsIsToldOutside(int loops) {
        nestedIn(
                loops,
                () -> {
                    for (Watched other : servers) {
                        if (other.transport().loop().isInLoopThread()) {
                            other.transport().write(BYTE);
                            other.transport().resumeReading();
                            other.transport().redeliver();
                            other.transport().loseWriteConnection();
                            other.transport().loseConnection();
                            other.transport().abortConnection();
                        }
                    }
                });
        assertThat(all).contains("lost");
        assertThat(nested).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void F1_aPortThatStopsTellsItsFactoryOutside(int loops) {
        List<Port> ports = new ArrayList<>();
        nestedIn(
                loops,
                () -> {
                    ports.add(reactor.listenTcp(4002, new Server(() -> {})));
                    ports.get(0).stopListening();
                });
        assertThat(all).contains("stop");
        assertThat(nested).containsOnly("start in data");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void F1_aConnectionThatIsMadeTellsItsFactoryOutside_butForItsStart(int loops) {
        nestedIn(loops, () -> reactor.connectTcp("localhost", 4001, new Client()));
        assertThat(all).contains("client made");
        assertThat(nested).containsOnly("client start in data", "connecting in data");
    }

    @Test
    void F1_anAttemptThatIsStoppedFailsInside_asItDoesInTwisted() {
        nestedIn(1, () -> reactor.connectTcp("localhost", 4001, new Client()).stopConnecting());
        assertThat(nested)
                .containsOnly(
                        "client start in data",
                        "connecting in data",
                        "failed in data",
                        "client stop in data");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void F1_aConnectorThatDisconnectsTellsItsFactoryOutside(int loops) {
        List<Connector> made = new ArrayList<>();
        nestedIn(
                loops,
                () -> {
                    if (made.isEmpty()) {
                        made.add(reactor.connectTcp("localhost", 4001, new Client()));
                    } else {
                        made.get(0).disconnect();
                    }
                });
        nested.clear();
        MemoryPeer again = network.connectPeer(4000);
        network.run();
        again.write(BYTE);
        network.run();
        network.advance(Duration.ofSeconds(1));
        assertThat(made.get(0).state()).isEqualTo(Connector.State.DISCONNECTED);
        assertThat(all).contains("client lost");
        assertThat(nested).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void F1_aDrainTellsFactoriesAndProtocolsOutside(int loops) {
        nestedIn(loops, () -> reactor.drain(Duration.ofSeconds(5)));
        assertThat(all).contains("stop", "drain");
        assertThat(nested).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void F1_theEndOfTheReactorTellsAllOutside(int loops) {
        nestedIn(loops, () -> reactor.stop());
        assertThat(all).contains("stop", "lost", "client lost");
        assertThat(nested).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void F1_aChangeOfTheLoadIsToldOutside(int loops) {
        nestedIn(loops, () -> servers.get(servers.size() - 1).transport().loop().overloadChanged());
        assertThat(all).contains("overload");
        assertThat(nested).isEmpty();
    }
}
