package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;
import org.slf4j.event.Level;

/** The entries of the corpus that are scripts of time, of order and of too much. */
class CorpusScriptsTest {
    private final List<String> calls = new ArrayList<>();
    private final CorpusFactory factory = new CorpusFactory(peer -> new CorpusHandler(calls, peer));

    private StringTransport connect() {
        return CorpusTest.connect(factory);
    }

    @Test
    void O01_a_line_that_trickles_in_is_not_waited_for() {
        StringTransport transport = connect();
        for (byte b : "ECHO aaaaaaaaaaaaaaaaaaa".getBytes(UTF_8)) {
            transport.deliver(new byte[] {b});
            transport.advance(Duration.ofSeconds(20));
        }

        assertThat(transport.text()).isEqualTo("-ERR TIMEOUT\r\n");
        assertThat(transport.isOpen()).isFalse();
        assertThat(calls).isEmpty();
    }

    @Test
    void O02_a_payload_that_trickles_in_is_not_waited_for() {
        StringTransport transport = connect();
        transport.deliver("PUT k 1000\r\n");
        for (int i = 0; i < 100 && transport.isOpen(); i++) {
            transport.deliver("x");
            transport.advance(Duration.ofSeconds(5));
        }

        assertThat(transport.text()).isEqualTo("-ERR TIMEOUT\r\n");
        assertThat(calls).isEmpty();
    }

    @Test
    void O07_one_connection_too_many_gets_the_busy_reply_and_the_others_are_served() {
        factory.limits(limits -> limits.withConnections(2));
        StringTransport first = connect();
        StringTransport second = connect();

        StringTransport third = connect();

        assertThat(third.text()).isEqualTo("-ERR LIMIT\r\n");
        assertThat(third.isOpen()).isFalse();
        third.finish();
        assertThat(factory.connections()).isEqualTo(2);
        first.deliver("PING\r\n");
        assertThat(first.text()).isEqualTo("+PONG\r\n");
        second.lose(new ConnectionLost("gone"));
        assertThat(factory.connections()).isEqualTo(1);
        StringTransport fourth = connect();
        fourth.deliver("PING\r\n");
        assertThat(fourth.text()).isEqualTo("+PONG\r\n");
    }

    /** Says something when it is connected, and hears what is answered. */
    private static final class Client extends Protocol {
        private final String words;
        private final StringBuilder heard = new StringBuilder();

        Client(String words) {
            this.words = words;
        }

        @Override
        protected void connectionMade() {
            transport().write(words.getBytes(UTF_8));
        }

        @Override
        protected void dataReceived(byte[] data) {
            heard.append(new String(data, UTF_8));
        }

        ClientFactory connecting() {
            return new ClientFactory() {
                @Override
                public Protocol buildProtocol(SocketAddress peer) {
                    return Client.this;
                }
            };
        }
    }

    private MemoryNetwork serving(Client... clients) {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        reactor.listen("tcp:4000", factory);
        for (Client client : clients) {
            reactor.connect("tcp:127.0.0.1:4000", client.connecting());
        }
        return network;
    }

    @Test
    void O06_a_flood_of_commands_leaves_others_their_turn() {
        int flood = 20_000;
        Client loud = new Client("PING\r\n".repeat(flood));
        Client quiet = new Client("ECHO quiet\r\n");
        serving(loud, quiet).run();

        assertThat(calls).hasSize(flood + 1);
        assertThat(calls.indexOf("ECHO quiet")).isLessThan(1_000);
        assertThat(quiet.heard.toString()).isEqualTo("+OK quiet\r\n");
    }

    @Test
    void O09_a_reset_while_much_waits_is_an_ordinary_end() throws Exception {
        Client greedy = new Client("HUGE 1000000\r\n");
        Client other = new Client("PING\r\n");
        try (CapturedLog log = CapturedLog.of(CommandFactory.class, Level.INFO)) {
            MemoryNetwork network = serving(greedy, other);
            network.bufferBytes(1_000);
            network.run();
            greedy.transport().abortConnection();
            network.run();

            assertThat(log.lines()).isEmpty();
        }
        assertThat(factory.endings(CloseReason.PEER)).isEqualTo(1);
        assertThat(factory.connections()).isEqualTo(1);
        assertThat(other.heard.toString()).isEqualTo("+PONG\r\n");
    }

    @Test
    void O15_aStuckConnectionIsResetWhenTheServerStops_andNamed() throws Exception {
        Client stuck = new Client("HANG\r\n");
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        reactor.listen("tcp:4000", factory);
        reactor.connect("tcp:127.0.0.1:4000", stuck.connecting());
        network.run();
        CompletableFuture<Integer> left = reactor.drain(Duration.ofSeconds(1));
        network.run();
        assertThat(left).isNotDone();

        try (CapturedLog log = CapturedLog.of(EventLoop.class, Level.INFO)) {
            network.advance(Duration.ofSeconds(1));

            assertThat(log.lines())
                    .hasSize(1)
                    .allMatch(line -> line.contains("CorpusProtocol (HANG) with"));
        }
        assertThat(left).isCompletedWithValue(1);
        reactor.close();
        assertThat(factory.connections()).isZero();
    }

    @Test
    void O10_a_connection_that_is_reset_while_a_handler_runs_is_forgotten() {
        StringTransport transport = connect();
        transport.deliver("SLOW 60000\r\n");

        transport.lose(new ConnectionLost("reset"));
        transport.advance(Duration.ofSeconds(120));

        assertThat(transport.text()).isEmpty();
        assertThat(factory.connections()).isZero();
    }

    @Test
    void O11_replies_keep_the_order_of_the_commands() {
        StringTransport transport = connect();
        transport.deliver("SLOW 50\r\nPING\r\nTWICE\r\n");
        assertThat(transport.text()).isEmpty();

        transport.advance(Duration.ofMillis(50));

        assertThat(transport.text()).isEqualTo("+OK slow\r\n+PONG\r\n+OK 1\r\n");
        assertThat(calls).containsExactly("SLOW", "PING", "TWICE");
    }

    @Test
    void O12_a_handler_that_never_answers_is_given_up() {
        StringTransport transport = connect();
        transport.deliver("HANG\r\nPING\r\n");

        transport.advance(Duration.ofSeconds(61));

        assertThat(transport.text()).isEqualTo("-ERR INTERNAL\r\n");
        assertThat(transport.isOpen()).isFalse();
        assertThat(calls).containsExactly("HANG");
    }

    @Test
    void O16_failed_attempts_are_answered_late_one_after_the_other_and_then_no_more() {
        StringTransport transport = connect();
        transport.deliver("AUTH u x\r\n".repeat(20));
        assertThat(transport.text()).isEmpty();
        assertThat(calls).hasSize(1);

        transport.advance(Duration.ofSeconds(1));
        assertThat(transport.text()).isEqualTo("-ERR AUTH\r\n");
        transport.advance(Duration.ofSeconds(1));
        transport.advance(Duration.ofSeconds(1));

        assertThat(transport.text())
                .isEqualTo("-ERR AUTH\r\n-ERR AUTH\r\n-ERR AUTH\r\n-ERR LIMIT\r\n");
        assertThat(transport.isOpen()).isFalse();
        assertThat(calls).hasSize(3);
    }

    @Test
    void a_success_forgets_the_failed_attempts() {
        StringTransport transport = connect();
        transport.deliver("AUTH u x\r\nAUTH u x\r\nAUTH u p\r\nAUTH u x\r\nAUTH u x\r\nPING\r\n");
        for (int i = 0; i < 6; i++) {
            transport.advance(Duration.ofSeconds(1));
        }

        assertThat(transport.text())
                .isEqualTo("-ERR AUTH\r\n-ERR AUTH\r\n+OK\r\n-ERR AUTH\r\n-ERR AUTH\r\n+PONG\r\n");
    }

    @Test
    void S34_commands_that_get_nowhere_end_the_connection_at_last() {
        StringTransport transport = connect();
        transport.deliver(
                "NOOP\r\n".repeat(100) + "PING\r\n" + "NOOP\r\n".repeat(102) + "PING\r\n");

        assertThat(transport.text())
                .isEqualTo(
                        "+OK\r\n".repeat(100)
                                + "+PONG\r\n"
                                + "+OK\r\n".repeat(100)
                                + "-ERR LIMIT\r\n");
        assertThat(transport.isOpen()).isFalse();
    }
}
