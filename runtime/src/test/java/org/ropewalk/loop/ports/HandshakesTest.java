package org.ropewalk.loop.ports;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ropewalk.loop.SocketReactors;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.tls.Pems;
import org.ropewalk.tls.TlsContext;

/** The arithmetic of handshakes is done elsewhere, and nobody else waits for it. */
class HandshakesTest {
    private static final TlsContext SERVER =
            TlsContext.server(Pems.path("server.pem"), Pems.path("server.key"));
    private static final TlsContext CLIENT =
            TlsContext.builder().trust(Pems.path("ca.pem")).build();

    /** Writes down what it hears; says what it is told to say first. */
    private static final class Talker extends Protocol {
        private final StringBuilder heard = new StringBuilder();
        private final String first;
        private final boolean echoes;
        private Runnable secured = () -> {};

        Talker(String first, boolean echoes) {
            this.first = first;
            this.echoes = echoes;
        }

        @Override
        protected void connectionMade() {
            say(first);
        }

        @Override
        public void handshakeCompleted() {
            secured.run();
        }

        @Override
        protected void dataReceived(byte[] data) {
            heard.append(new String(data, US_ASCII));
            if (echoes) {
                transport().write(data);
            }
        }

        void say(String text) {
            transport().write(text.getBytes(US_ASCII));
        }

        ClientFactory connecting() {
            return new ClientFactory() {
                @Override
                public Protocol buildProtocol(SocketAddress peer) {
                    return Talker.this;
                }
            };
        }
    }

    private static Factory echo() {
        return Factory.forProtocol(() -> new Talker("", true));
    }

    private static int number(Port port) {
        return ((InetSocketAddress) port.getHost()).getPort();
    }

    @Test
    void S14_othersAreServedWhileAHandshakeIsComputed_andNothingMoreOfItIsRead() {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        Queue<Runnable> tasks = new ArrayDeque<>();
        ((LoopReactor) reactor).home().computeHandshakesOn(tasks::add);
        Port secure = reactor.listenTls(0, echo(), SERVER);
        Port plain = reactor.listenTcp(0, echo());
        Talker client = new Talker("in secret", false);
        Talker other = new Talker("in clear", false);
        reactor.connectTls("localhost", number(secure), client.connecting(), CLIENT);
        network.run();
        assertThat(tasks).hasSize(1);

        reactor.connectTcp("127.0.0.1", number(plain), other.connecting());
        network.run();
        assertThat(other.heard.toString()).isEqualTo("in clear");
        assertThat(client.heard.toString()).isEmpty();

        while (!tasks.isEmpty()) {
            tasks.remove().run();
            network.run();
        }
        assertThat(client.heard.toString()).isEqualTo("in secret");
        reactor.close();
    }

    @Test
    void S14_aHandshakeThatIsNeverComputedIsGivenUpInTime() {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        Queue<Runnable> tasks = new ArrayDeque<>();
        ((LoopReactor) reactor).home().computeHandshakesOn(tasks::add);
        Port secure = reactor.listenTls(0, echo(), SERVER);
        Talker client = new Talker("in secret", false);
        reactor.connectTls("localhost", number(secure), client.connecting(), CLIENT);
        network.run();
        network.advance(Duration.ofSeconds(11));

        assertThat(client.transport().isOpen()).isFalse();
        // What is computed for a connection that has ended is nobody's.
        tasks.forEach(Runnable::run);
        network.run();
        reactor.close();
        assertThat(network.leaks()).isEmpty();
    }

    @Test
    void S14_noLoopComputesIt() throws InterruptedException {
        try (Reactor reactor = SocketReactors.create()) {
            Port secure = reactor.listenTls(0, echo(), SERVER);
            reactor.start();
            CountDownLatch secured = new CountDownLatch(1);
            Talker client = new Talker("in secret", false);
            client.secured = secured::countDown;
            reactor.callFromThread(
                    () ->
                            reactor.connectTls(
                                    "localhost", number(secure), client.connecting(), CLIENT));

            assertThat(secured.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Thread.getAllStackTraces().keySet())
                    .anyMatch(thread -> thread.getName().startsWith("ropewalk-tls-"));
        }
    }
}
