package org.ropewalk.it.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.bench.Bench;
import org.ropewalk.examples.bench.BenchFactory;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Slice;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.Transport;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;

/** After the end of a connection, none of its parts keeps another reachable. */
class ReachabilityTest {
    private static final int COLLECTIONS = 50;

    private Protocol protocol;
    private Transport transport;
    private Handler handler;
    private WeakReference<Factory> factory;

    private static final class Handler implements Bench {
        private final Peer peer;

        Handler(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void get(Slice key, Replies<Value> found) {}

        @Override
        public Stored set(Slice key, int flags, long exptime, Slice data, boolean noreply) {
            return Stored.STORED;
        }

        @Override
        public boolean delete(Slice key) {
            return peer.isOpen();
        }

        @Override
        public Optional<Long> incr(Slice key, long delta) {
            return Optional.empty();
        }

        @Override
        public void ping() {}

        @Override
        public Slice echo(Slice text) {
            return text;
        }
    }

    /** A connection that was made, used and lost; its parts are in the fields. */
    private void connectAndLose() {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        Factory inner = new BenchFactory(peer -> handler = new Handler(peer));
        factory = new WeakReference<>(inner);
        Port port =
                reactor.listenTcp(
                        4_000,
                        new Factory() {
                            @Override
                            public Protocol buildProtocol(SocketAddress peer) {
                                protocol = inner.buildProtocol(peer);
                                return protocol;
                            }
                        });
        Protocol[] client = {null};
        reactor.connectTcp(
                "127.0.0.1",
                4_000,
                new ClientFactory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        client[0] = new Protocol() {};
                        return client[0];
                    }
                });
        network.run();
        transport = protocol.transport();
        client[0].transport().write("PING\r\n".getBytes());
        network.run();
        client[0].transport().loseConnection();
        port.stopListening();
        network.run();
        reactor.close();
    }

    private <T> void isCollected(Function<ReachabilityTest, T> lost, Runnable forget)
            throws InterruptedException {
        WeakReference<T> reference = new WeakReference<>(lost.apply(this));
        assertThat(reference.get()).isNotNull();
        forget.run();
        for (int i = 0; i < COLLECTIONS && reference.get() != null; i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(reference.get()).isNull();
    }

    @Test
    void E28_the_protocol_and_the_transport_do_not_keep_the_handler() throws Exception {
        connectAndLose();
        isCollected(test -> test.handler, () -> handler = null);
        assertThat(protocol).isNotNull();
        assertThat(transport).isNotNull();
    }

    @Test
    void E28_the_handler_and_the_transport_do_not_keep_the_protocol() throws Exception {
        connectAndLose();
        isCollected(test -> test.protocol, () -> protocol = null);
        assertThat(handler.peer.isOpen()).isFalse();
        assertThat(transport).isNotNull();
    }

    @Test
    void E28_the_handler_and_the_protocol_do_not_keep_the_transport() throws Exception {
        connectAndLose();
        isCollected(test -> test.transport, () -> transport = null);
        assertThat(handler).isNotNull();
        assertThat(protocol).isNotNull();
    }

    @Test
    void E28_none_of_them_keeps_the_factory() throws Exception {
        connectAndLose();
        isCollected(test -> test.factory.get(), () -> {});
        assertThat(protocol.transport().isOpen()).isFalse();
        assertThat(handler).isNotNull();
        assertThat(transport).isNotNull();
    }
}
