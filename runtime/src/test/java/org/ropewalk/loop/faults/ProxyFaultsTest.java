package org.ropewalk.loop.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** Headers of the PROXY protocol that are wrong, or of a proxy that speaks for itself. */
class ProxyFaultsTest {
    private static final byte[] LOCAL = {
        13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10, 0x20, 0, 0, 0
    };

    private final MemoryNetwork network = new MemoryNetwork(3);
    private final Reactor reactor = network.reactor();
    private final List<String> events = new ArrayList<>();
    private MemoryPeer peer;

    private final class Greeting extends Factory {
        @Override
        public Protocol buildProtocol(SocketAddress address) {
            events.add("built for " + address);
            return new Protocol() {
                @Override
                protected void connectionMade() {
                    transport().write("hello\r\n".getBytes(ISO_8859_1));
                }

                @Override
                protected void dataReceived(byte[] data) {
                    events.add("received " + new String(data, ISO_8859_1));
                }
            };
        }

        @Override
        public void proxyHeaderRefused(SocketAddress address) {
            events.add("refused");
        }

        @Override
        public void proxyChecked(SocketAddress address) {
            events.add("checked");
        }
    }

    @BeforeEach
    void connect() {
        reactor.listen("proxy:tcp:4000", new Greeting());
        peer = network.connectPeer(4000);
        network.run();
    }

    private void send(String text) {
        peer.write(text.getBytes(ISO_8859_1));
        network.run();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 999.999.999.999 127.0.0.1 1 2\r\n",
                "PROXY TCP4 127.0.0.1 1.2.3 1 2\r\n",
                "PROXY TCP6 1::2::3 ::1 1 2\r\n",
                "PROXY TCP6 g::1 ::1 1 2\r\n"
            })
    void F9_anAddressThatIsNoLiteralIsRefused(String header) {
        send(header);
        send("more");

        assertThat(events).containsExactly("refused");
        assertThat(peer.readAll()).isEmpty();
        assertThat(peer.isReset() || peer.isEnded()).isTrue();
    }

    @Test
    void F75_aHeaderThatIsWrongOrDoesNotComeIsCounted() {
        send("GET / HTTP/1.0\r\n");
        assertThat(events).containsExactly("refused");
        peer = network.connectPeer(4000);
        network.advance(Duration.ofSeconds(10));
        assertThat(events).containsExactly("refused", "refused");
        peer = network.connectPeer(4000);
        network.run();
        peer.close();
        network.run();
        assertThat(events).containsExactly("refused", "refused", "refused");
    }

    @Test
    void F72_aDrainEndsConnectionsThatWaitForTheirHeader() {
        MemoryPeer check = network.connectPeer(4000);
        MemoryPeer served = network.connectPeer(4000);
        network.run();
        check.write(LOCAL);
        served.write("PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n".getBytes(ISO_8859_1));
        send("PROXY TCP4 127.0");
        network.advance(Duration.ofMillis(100));
        events.clear();

        CompletableFuture<Integer> left = reactor.drain(Duration.ofSeconds(60));
        network.run();

        assertThat(peer.readAll()).isEmpty();
        assertThat(peer.isEnded()).isTrue();
        assertThat(check.readAll()).isEmpty();
        assertThat(check.isEnded()).isTrue();
        send(".0.1 127.0.0.1 1 2\r\n");
        network.advance(Duration.ofSeconds(20));
        assertThat(events).isEmpty();
        assertThat(left).isNotDone();
        served.close();
        network.run();
        assertThat(left).isCompletedWithValue(0);
    }

    @Test
    void F75_aCheckBuildsNoProtocol() {
        send(new String(LOCAL, ISO_8859_1));
        peer.close();
        network.run();
        assertThat(events).containsExactly("checked");

        peer = network.connectPeer(4000);
        network.run();
        send("PROXY UNKNOWN\r\n");
        peer.reset();
        network.run();
        assertThat(events).containsExactly("checked", "checked");
    }

    @Test
    void F75_aProxyThatTalksItselfIsServed() {
        send(new String(LOCAL, ISO_8859_1));
        send("EHLO x\r\n");
        assertThat(events).hasSize(2).endsWith("received EHLO x\r\n");
        assertThat(new String(peer.readAll(), ISO_8859_1)).isEqualTo("hello\r\n");
    }

    @Test
    void F75_aProxyThatWaitsForTheGreetingGetsIt() {
        send(new String(LOCAL, ISO_8859_1));
        assertThat(events).isEmpty();
        network.advance(Duration.ofMillis(500));
        assertThat(events).hasSize(1);
        assertThat(new String(peer.readAll(), ISO_8859_1)).isEqualTo("hello\r\n");
    }

    @Test
    void F75_whatIsSentWithTheHeaderIsServedAtOnce() {
        byte[] both = Arrays.copyOf(LOCAL, LOCAL.length + 1);
        both[LOCAL.length] = 'x';
        peer.write(both);
        network.run();
        assertThat(events).hasSize(2).endsWith("received x");
    }
}
