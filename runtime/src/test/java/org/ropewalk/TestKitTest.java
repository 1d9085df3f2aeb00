package org.ropewalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.Chunkings;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.Pump;
import org.ropewalk.testing.StringTransport;
import org.ropewalk.testing.Transcript;

/** The kit that users test their protocols with. */
class TestKitTest {
    /** Answers each line with itself, in capitals. */
    private static class Shouting extends Protocol {
        @Override
        public void inputReceived(Input input) {
            for (int i = input.position(); i < input.limit(); i++) {
                if (input.array()[i] == '\n') {
                    String line = new String(input.take(i + 1 - input.position()));
                    transport().write(line.toUpperCase().getBytes());
                }
            }
        }
    }

    private static final class Listening extends Protocol {
        private final StringBuilder heard = new StringBuilder();

        @Override
        protected void dataReceived(byte[] data) {
            heard.append(new String(data, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void TT5_a_pump_moves_bytes_when_it_is_told_to() {
        Listening client = new Listening();
        Pump pump = Pump.connect(Factory.forProtocol(Shouting::new), client);
        client.transport().write("hello\r\n".getBytes());
        assertThat(client.heard).isEmpty();
        pump.flush();
        assertThat(client.heard.toString()).isEqualTo("HELLO\r\n");
        assertThat(pump.leaks()).hasSize(2).allMatch(leak -> leak.endsWith("is open"));
        client.transport().loseConnection();
        pump.flush();
        assertThat(pump.leaks()).isEmpty();
    }

    @Test
    void a_leak_is_a_port_a_connection_or_a_call_that_is_left() {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        Port port = reactor.listenTcp(4_000, Factory.forProtocol(Shouting::new));
        reactor.callLater(Duration.ofSeconds(1), () -> {});
        network.run();
        assertThat(network.leaks())
                .containsExactly(
                        "a port listens on " + new InetSocketAddress(4_000),
                        "1 delayed calls wait");
        port.stopListening();
        network.advance(Duration.ofSeconds(1));
        assertThat(network.leaks()).isEmpty();
    }

    @Test
    void bytes_are_cut_whole_singly_at_every_place_and_at_random() {
        List<List<byte[]>> all = Chunkings.of("abcd".getBytes(), 10, 1);
        assertThat(all).hasSize(1 + 1 + 3 + 10);
        Set<Integer> pieces = new HashSet<>();
        for (List<byte[]> parts : all) {
            StringBuilder joined = new StringBuilder();
            parts.forEach(part -> joined.append(new String(part)));
            assertThat(joined.toString()).isEqualTo("abcd");
            pieces.add(parts.size());
        }
        assertThat(pieces).contains(1, 2, 4);
    }

    @Test
    void a_transcript_holds_for_every_cut() {
        Transcript.parse(
                        """
                        A greeting, and a word in two pieces:
                          C: hello
                          S: HELLO
                          C: wo\\
                          C: rld\\x21
                          S: WORLD!
                        """)
                .replay(Shouting::new);
    }

    @Test
    void a_transcript_that_does_not_hold_shows_where() {
        assertThatThrownBy(
                        () ->
                                Transcript.parse("C: hello\nS: HELLO\nC: you\nS: THEY\n")
                                        .replay(Shouting::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("from byte 7 on")
                .hasMessageContaining("expected: THEY")
                .hasMessageContaining("said:     YOU");
    }

    @Test
    void a_transcript_whose_replies_depend_on_the_splits_fails() {
        class Careless extends Protocol {
            @Override
            protected void dataReceived(byte[] data) {
                transport().write((data.length + "\r\n").getBytes());
            }
        }
        assertThatThrownBy(() -> Transcript.parse("C: ab\nS: 4\n").replay(Careless::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in 4 pieces");
    }

    // ---- StringTransport

    @Test
    void TT1_what_is_written_is_remembered_and_the_end_too() {
        Shouting protocol = new Shouting();
        StringTransport transport = new StringTransport().connect(protocol);
        assertThat(transport.getPeer()).isEqualTo(new InetSocketAddress("192.168.1.1", 54321));
        assertThat(transport.getHost()).isEqualTo(new InetSocketAddress("10.0.0.1", 12345));
        transport.deliver("hel");
        assertThat(transport.kept()).hasSize(3);
        transport.deliver("lo\n");
        assertThat(transport.takeText()).isEqualTo("HELLO\n");
        assertThat(transport.value()).isEmpty();
        protocol.transport().loseConnection();
        assertThat(transport.isDisconnecting()).isTrue();
        protocol.transport().write("late".getBytes());
        assertThat(transport.value()).isEmpty();
    }

    @Test
    void TT2_a_requested_close_completes_when_the_test_finishes_it() {
        List<Throwable> reasons = new ArrayList<>();
        Protocol protocol =
                new Shouting() {
                    @Override
                    protected void connectionLost(Throwable reason) {
                        reasons.add(reason);
                    }
                };
        StringTransport transport = new StringTransport().connect(protocol);
        protocol.transport().loseConnection();
        transport.finish();
        assertThat(reasons).hasSize(1).first().isInstanceOf(ConnectionDone.class);
    }

    @Test
    void TT3_RT11_time_passes_when_it_is_told_to() {
        List<String> calls = new ArrayList<>();
        StringTransport transport = new StringTransport().connect(new Shouting());
        transport.loop().callLater(Duration.ofSeconds(2), () -> calls.add("two"));
        transport.loop().callLater(Duration.ofSeconds(1), () -> calls.add("one"));
        transport.advance(Duration.ofSeconds(1));
        assertThat(calls).containsExactly("one");
        transport.advance(Duration.ofSeconds(1));
        assertThat(calls).containsExactly("one", "two");
    }
}
