package org.ropewalk.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.MemoryNetwork;

class ReconnectingClientFactoryTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final long beginNs = reactor.nanoTime();
    private final List<Double> attempts = new ArrayList<>();
    private final List<Protocol> made = new ArrayList<>();

    private final class Trying extends ReconnectingClientFactory {
        Trying(Backoff backoff) {
            super(reactor, backoff, new Random(1));
        }

        @Override
        public void startedConnecting(Connector connector) {
            super.startedConnecting(connector);
            attempts.add((reactor.nanoTime() - beginNs) / 1e9);
        }

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            made.add(new Protocol() {});
            return made.get(made.size() - 1);
        }
    }

    private static List<Double> seconds(Backoff backoff, int count) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            seconds.add(Math.round(backoff.delay(i, new Random(1)).toNanos() / 1e6) / 1e3);
        }
        return seconds;
    }

    @Test
    void PF9_Z08_the_waits_of_Twisted_without_jitter() {
        assertThat(seconds(Backoff.TWISTED.withoutJitter(), 11))
                .containsExactly(
                        1.0, 2.718, 7.389, 20.086, 54.598, 148.413, 403.429, 1096.633, 2980.958,
                        3600.0, 3600.0);
    }

    @Test
    void SV14_Z09_the_standard_waits_without_jitter() {
        assertThat(seconds(Backoff.STANDARD.withoutJitter(), 13))
                .containsExactly(
                        1.0, 1.5, 2.25, 3.375, 5.063, 7.594, 11.391, 17.086, 25.629, 38.443, 57.665,
                        60.0, 60.0);
        assertThat(Backoff.STANDARD.withoutJitter().delay(100_000, new Random(1)))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void Δ11_jitter_stays_inside_the_bound_and_never_below_nothing() {
        Random random = new Random(1);
        Backoff all = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), 2, 1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(all.delay(i % 20, random)).isBetween(Duration.ZERO, Duration.ofSeconds(10));
        }
    }

    @Test
    void PF8_each_attempt_that_fails_is_followed_by_a_later_one() {
        reactor.connectTcp("127.0.0.1", 9, new Trying(Backoff.STANDARD.withoutJitter()));
        network.advance(Duration.ofSeconds(9));
        assertThat(attempts).containsExactly(0.0, 1.0, 2.5, 4.75, 8.125);
    }

    @Test
    void PF8_it_gives_up_after_its_retries() {
        Trying factory = new Trying(Backoff.STANDARD.withoutJitter());
        factory.setMaxRetries(2);
        reactor.connectTcp("127.0.0.1", 9, factory);
        network.advance(Duration.ofSeconds(60));
        assertThat(attempts).hasSize(3);
    }

    @Test
    void PF8_stopTrying_cancels_what_is_waited_for() {
        Trying factory = new Trying(Backoff.STANDARD.withoutJitter());
        reactor.connectTcp("127.0.0.1", 9, factory);
        network.advance(Duration.ofMillis(500));
        factory.stopTrying();
        network.advance(Duration.ofSeconds(60));
        assertThat(attempts).hasSize(1);
    }

    @Test
    void Δ11_the_waits_begin_anew_after_a_connection_that_stood() {
        Port port = reactor.listenTcp(0, Factory.forProtocol(() -> new Protocol() {}));
        Trying factory = new Trying(Backoff.STANDARD.withoutJitter());
        reactor.connectTcp("127.0.0.1", ((InetSocketAddress) port.getHost()).getPort(), factory);
        network.run();
        // Each is lost at once: the waits grow.
        made.get(0).transport().loseConnection();
        network.advance(Duration.ofSeconds(1));
        made.get(1).transport().loseConnection();
        network.advance(Duration.ofMillis(1_500));
        assertThat(attempts).containsExactly(0.0, 1.0, 2.5);
        // This one stands longer than the wait before it.
        network.advance(Duration.ofSeconds(10));
        made.get(2).transport().loseConnection();
        network.advance(Duration.ofSeconds(1));
        assertThat(attempts).containsExactly(0.0, 1.0, 2.5, 13.5);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, second, 2, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(second, second, 0.5, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(second, second, 1, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
